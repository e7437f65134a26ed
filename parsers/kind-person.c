// kind-person.c - what speaks for a person behind a message
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/kind-person.h"

// Fields of a contact form at the beginning of a line.
#define FIELD(names)                                      \
	{                                                 \
		.expression = "^[ >*|-]*(?:" names ")\\b" \
	}

static PsqStaticPattern message_field = {
	.expression = "^[ >*|-]*(?:votre |le |texte du )?(?:message|"
		      "commentaires?|description|signalement|demande|"
		      "observations?)(?: \\*)?(?: ?:|$| [a-z])",
};

static PsqStaticPattern writer_fields[] = {
	FIELD("(?:votre )?nom"),
	FIELD("(?:votre )?prenom"),
	FIELD("(?:votre )?(?:tel|telephone|mobile|portable|numero de tel)"),
	FIELD("(?:votre )?(?:e-?mail|courriel|mail|adresse (?:e-?)?mail)"),
	FIELD("(?:votre )?(?:adresse|rue|voie|commune|ville|code postal)"),
	FIELD("(?:objet|sujet|motif|categorie|type (?:de|d'))"),
	FIELD("(?:civilite|ne(?:e|\\(e\\))? le|date (?:des faits|de "
	      "naissance)|lieu)"),
};

enum {
	FORM_FIELDS = 3, // and a message
	QUOTES = 2,      // doubt for a quoted message
	SOME_WORDS = 40, // bytes in which a person would have said "I"
};

// Each outweighs weight hints that a text is a machine's.
static struct {
	PsqStaticPattern pattern;
	int weight;
} doubts[] = {
	// clang-format off
	{ { .expression = "\\b(?:mon|ma|mes|notre|nos|mes) (?:voisine?s?|rue|"
		"quartier|immeuble|residence|batiment|palier|mari|femme|fils|"
		"filles?|mere|pere|freres?|soeurs?|enfants?|voiture|velo|"
		"scooter|maison|appartement|logement|domicile|cave|porte|ex|"
		"compagn\\w+|conjointe?|hall|chiens?|fenetres?|banquier|carte "
		"bleue)\\b" }, 2 },
	{ { .expression = "\\bj'ai (?:bien |deja |donc |aussi )?(?:recu|"
		"clique|paye|donne|saisi|appele|vu|ete|entendu|envoye|ecrit|"
		"signale|rempli|repondu|perdu|cru|voulu|trouve|eu|fait|depose|"
		"lu)\\b|\\b(?:on|il|elle|ils) m'(?:a|ont)\\b|\\bj'habite\\b|"
		"\\bje (?:n'ai|suis victime|vous signale|vous informe|tiens a|"
		"viens|represente|me permets|n'en peux|ne dors|sais (?:pas|"
		"plus)|veux|peux|vis|crois)\\b" }, 2 },
	// Whoever tells of a fraud speaks its words.
	{ { .expression = "\\b(?:j'ai|a|as|ai|ont|avons|avait|avez) (?:bien |"
		"deja |aussi |donc |encore )?(?:recu(?! votre)|clique|paye|verse|vire|"
		"saisi|rempli|fourni|perdu)\\b|\\barnaqu\\w*|\\bescro\\w*|"
		"\\bhamecon\\w*|\\bphishing\\b|\\bvictimes? d|\\bfaux "
		"(?:sites?|mails?|messages?|sms|conseiller|policiers?|"
		"banquier)|\\bi (?:have |'ve )?(?:received|paid|clicked|"
		"lost)\\b|\\bich habe\\b|\\bhe (?:recibido|pagado)\\b|"
		"\\bscam(?:med)?\\b" }, 3 },
	{ { .expression = "\\b(?:vos|votre) (?:collegues?|agents?|"
		"patrouilles?|commissariat|brigade|effectifs|hommes|policiers|"
		"services de police)\\b|\\bcommissaire\\b|\\bbrigadier\\b|"
		"\\bporter plainte|\\bmain courante|\\bpatrouilles?\\b|"
		"\\b(?:la|aux?|les) (?:police|policiers|gendarmes)\\b" }, 1 },
	{ { .expression = "\\b(?:nuisances?|tapages?|stationne\\w*|poubelles?|"
		"incivilites?|rodeos?|squat\\w*|dealeu?r?s?|insulte\\w*|"
		"menace\\w*|voisinage|aboi\\w*|trottoirs?|cambriol\\w*|"
		"surveill\\w*)\\b" }, 1 },
	{ { .expression = "\\b(?:my|our) (?:neighbou?rs?|street|house|flat|"
		"daughter|son|wife|husband|car|door)\\b|\\b(?:mein\\w*|"
		"unser\\w*) (?:nachbar\\w*|haus|strasse|wohnung|tochter|sohn|"
		"frau|mann)\\b|\\b(?:mis?|nuestr\\w+) (?:vecin\\w+|calle|casa|"
		"hij[oa]s?|coche)\\b|\\bpoliz(?:ei|ia)\\b|\\bpolicia\\b|"
		"\\bthe police\\b" }, 2 },
	// clang-format on
};

static bool
found(const PsqPassage *passage, PsqStaticPattern *pattern)
{
	return psq_pattern_find(psq_pattern_get(pattern), passage->fold->text,
		passage->fold->len, 0, NULL, 0);
}

bool
psq_kind_is_form(const PsqPassage *said)
{
	int fields = 0;
	for (size_t i = 0; i < G_N_ELEMENTS(writer_fields); i++) {
		fields += found(said, &writer_fields[i]);
	}
	return fields >= FORM_FIELDS && found(said, &message_field);
}

// Somebody speaks: "je", "I", "ich", "yo".
static PsqStaticPattern first_person = {
	.expression = "\\b(?:je|j|moi|me|m|mon|ma|mes|i|my|ich|mein\\w*|mir|"
		      "mich|yo|mis?|eu|meu|minha|io)\\b",
};

int
psq_kind_person_doubt(const PsqMatter *matter)
{
	// A program seldom answers below what it was sent.
	int doubt = matter->quoted->text[0] != '\0' ? QUOTES : 0;
	for (size_t i = 0; i < G_N_ELEMENTS(doubts); i++) {
		if (found(matter->said, &doubts[i].pattern)) {
			doubt += doubts[i].weight;
		}
	}
	bool nobody = doubt == 0 && matter->said->fold->len >= SOME_WORDS &&
		!found(matter->said, &first_person);
	return nobody ? -1 : doubt;
}
