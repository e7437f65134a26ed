// hours-patterns.c - how people say when to call them
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/hours-patterns.h"

#define NUMBER_WORD                                                         \
	"(?:une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|"  \
	"treize|quatorze|quinze|seize|dix[- ]sept|dix[- ]huit|dix[- ]neuf|" \
	"vingt(?:[- ]et[- ]une|[- ]deux)?)"

// "18 h", "18h30", "18:30", "midi", "dix-huit heures", "6 pm", "18 uhr"
#define HOUR                                                              \
	"(?:[0-2]?[0-9] ?(?:h(?:eures?|rs?|s)?\\b(?: ?[0-5][0-9]\\b| et " \
	"demie)?|"                                                        \
	"h[0-5][0-9]\\b|: "                                               \
	"?[0-5][0-9]\\b|(?:am|pm|a\\.m\\.|p\\.m\\.|uhr)\\b)|" NUMBER_WORD \
	" heures?(?: et demie)?|midi|minuit|noon)"

// The first of two hours may leave its "h" out: "entre 9 et 11 h".
#define FIRST_HOUR "(?:" HOUR "|[0-2]?[0-9])"

#define DAY_NAME                                                              \
	"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|week-? ?end|" \
	"monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekend)s?"
#define PART                                             \
	"(?:matin(?:ee)?s?|midis?|(?:apres|aprem)(?:-? " \
	"?midis?)?|soir(?:ee)?s?)"
#define SPAN_OF_DAY "(?:journee|semaine|matinee|soiree|pause|nuit)"

// One statement of hours.
#define HOURS_ONE                                                              \
	"(?:(?:pas |jamais |sauf |hors |surtout pas )?(?:"                     \
	"(?:entre|between) " FIRST_HOUR " (?:et|and) (?:" HOUR                 \
	"|deux|[0-9]{1,2}\\b)|"                                                \
	"(?:de|des|from|von) " FIRST_HOUR                                      \
	" (?:a|jusqu[' ]?a|to|until|bis) " HOUR "|" HOUR " ?(?:-|/|a) ?" HOUR  \
	"|"                                                                    \
	"(?:a partir de|a partir d[' ]|apres|avant|jusqu[' ]?a|des|vers|"      \
	"passe|aux? alentours? de|after|before|from|until|nach|vor|ab|a) "     \
	"(?:les )?" HOUR "|"                                                   \
	"(?:apres|avant|pendant|en dehors de|hors de?) "                       \
	"(?:le|la|les|mon|ma|mes) "                                            \
	"(?:travail|boulot|ecole|dejeuner|diner|pause|service|heures? de "     \
	"(?:travail|bureau|repas|cours|service))|"                             \
	"(?:aux?|en dehors des|hors|pendant les|sur les|durant les) heures? "  \
	"(?:de (?:bureau|repas|dejeuner|travail|service|cours)|du dejeuner|"   \
	"ouvrables?|ouvrees?)|a l[' ]heure (?:du|de) (?:dejeuner|midi|repas|"  \
	"diner)|"                                                              \
	"(?:du |le |les |tous les |chaque |every |on )" DAY_NAME               \
	"(?: (?:au|et|ou|a|,|les?|to|and) (?:les? )?" DAY_NAME                 \
	"){0,4}(?: (?:en |au )?" PART ")?|"                                    \
	"(?:le|les|tous les|chaque|en debut d[e' ]|en fin d[e' ]|en|dans "     \
	"la|a|"                                                                \
	"l[' ]|cet|ce|demain(?: en)?(?: l[' ]|)|plutot le|debut d[e' ]|fin "   \
	"d[e' ]) ?" PART "(?: tard| tot)?|"                                    \
	"(?:en (?:fin de |debut de |pleine )?|(?:toute |dans )la |durant la |" \
	"pendant la |la |fin de )" SPAN_OF_DAY "|" DAY_NAME                    \
	" (?:en |au )?" PART "|"                                               \
	"(?:" DAY_NAME " ?(?:,|et|ou|ou le|et le|et les) ?)*" DAY_NAME "\\b|"  \
	"demain\\b|en soiree|a toute heure|a n[' ]?importe quelle heure|"      \
	"n[' ]?importe quand|a tout moment|toute la journee|n[' ]?importe "    \
	"quel jour|"                                                           \
	"quand vous (?:voulez|voudrez|pouvez|pourrez)|"                        \
	"jours? (?:ouvres?|ouvrables?)|en jours? (?:ouvres?|ouvrables?)|"      \
	"(?:in|during) the (?:morning|afternoon|evening|day|week)s?|"          \
	"at (?:night|lunch ?time)|any ?time|(?:abends|morgens|vormittags|"     \
	"nachmittags|mittags|werktags)|(?:evenings?|mornings?|afternoons?)"    \
	"))\\b"

#define HOURS \
	HOURS_ONE "(?:(?: ?,? ?(?:et|ou|and|or|puis|mais)? ?)" HOURS_ONE ")*"

#define DIGITS "(?:\\+|\\b0)[0-9](?:[ ./()-]{0,3}[0-9]){8,12}\\b"

// Words that may stand between being reached and the hours.
#define PASSAGE                                                               \
	"(?:[ ,:;()/.-]+(?:" DIGITS "|au|aux|a|sur|par|mon|ma|le|la|ce|cet|"  \
	"notre|nos|de|du|en|portable|mobile|fixe|gsm|numero|num|no|n|tel|"    \
	"telephone|telephoniquement|ci-dessus|ci-dessous|suivant|preference|" \
	"priorite|plutot|si|possible|svp|stp|s|s'il|il|vous|te|plait|merci|"  \
	"uniquement|seulement|surtout|idealement|de mieux|ou|et|et plus|"     \
	"sans|probleme|souci|moi|nous|me|meme|chez|domicile|maison|bureau|"   \
	"travail|boulot|tranquillement|facilement|volontiers|est|serait|"     \
	"c'est|sont|on|my|number|phone|please|only|best|mobile|unter|bitte|"  \
	"besoin|necessaire|cela|ca|l'idealite|directement|egalement|aussi|"   \
	"toujours|generalement|en general|tous|les|jours)\\b){0,14}?"

#define ME "(?:me |m[' ]?|nous )"
#define REACH                                                        \
	"(?:re?ap?pell?e[rz]|ap+ell?e[rz]|joindre|(?:re)?contacter|" \
	"telephoner|"                                                \
	"recontacte[rz]|contactez|telephonez|joignez|avoir au "      \
	"(?:telephone|tel))"

// "je suis", "on est": the sender is meant.
#define I_AM                                             \
	"(?:je (?:ne |n[' ]?)?(?:suis|reste|serai)|j[' " \
	"]?suis|suis|reste|serai|"                       \
	"nous (?:ne )?(?:sommes|restons|serons)|on est)"

#define CUE                                                                    \
	"(?:" ME REACH                                                         \
	"|(?<!vous )(?<!on )(?<!si )(?:rap+ell?ez|ap+ell?ez|contactez|"        \
	"recontactez|telephonez|joignez)(?:[- ]?(?:moi|nous|le|la))?|"         \
	"(?:merci de|priere de|merci d[' ]|svp|a) (?:bien vouloir )?" REACH    \
	"|"                                                                    \
	"(?:joindre|rappeler|appeler|telephoner|contacter)(?= (?:de "          \
	"preference|plutot|uniquement|"                                        \
	"seulement|apres|avant|entre|le (?:matin|soir|midi)|a partir))|" I_AM  \
	" (?:\\w+ ){0,2}?(?:joignables?|disponibles?|dispos?|a votre "         \
	"disposition)\\b"                                                      \
	"(?: (?:pour (?:un appel|en (?:parler|discuter)|echanger|repondre|"    \
	"toute question|vous repondre)|par telephone|au telephone|par tel))?|" \
	"(?:^|[,:;(.-] ?|et |ou )(?:joignables?|dispo(?:nible)?s?)\\b|"        \
	"\\b(?:horaires?|heures?|creneaux?|moments?|plage horaire)(?: (?:d[' " \
	"]appels?|de (?:contact|rappel)|"                                      \
	"pour (?:" ME "|)" REACH                                               \
	"|(?:ou|a laquelle|auxquelles) [a-z' ]{0,20}" ME REACH ")) ?:|"        \
	"(?:^|[-.,] ?)(?:mes )?(?:disponibilites|dispos) ?:|"                  \
	"\\b(?:mes disponibilites|les horaires (?:d[' ]appel|pour " ME REACH   \
	"))|"                                                                  \
	"le (?:mieux|plus simple|plus facile) (?:est|serait|pour) [a-z' "      \
	"]{0,30}" ME REACH "|"                                                 \
	"(?:call|reach|phone|ring|contact) (?:me|us)|i am "                    \
	"(?:available|reachable)|i(?:'m| can be) "                             \
	"(?:available|reached|reachable)|"                                     \
	"rufen sie (?:mich|uns)|(?:bin ich|ich bin)(?= nach| ab | von | "      \
	"abends)|erreichbar|erreichen sie (?:mich|uns))"

PsqStaticPattern psq_hours_hint = {
	.rare = true,
	.expression =
		"joign|joindre|ap+ell?e[rz]|telephone|contacte|dispo|horaire|"
		"creneau|heures? |call |reach|ring |available|phone me|rufen|"
		"erreich|avoir au tel",
};

PsqStaticPattern psq_hours_digits = {
	.expression = "[0-9]{2}.?[0-9]{2}.?[0-9]{2}.?[0-9]{2}",
};

PsqStaticPattern psq_hours_not = {
	.rare = true,
	.expression =
		"\\b(?:essay\\w*|tent\\w+|voulu|arret\\w+|continu\\w+|ces+e|"
		"harcel\\w+|menac\\w+) (?:pas )?(?:de |d[' ]|a )?" ME REACH
		"|\\b(?:il|elle|ils|elles|mon ex|mari|voisine?s?|quelqu[' ]un|"
		"inconnue?|gens) (?:[a-z']+ ){0,3}?(?:me|m[' ]?|nous) ?" REACH
		"|\\bj[' ]ai (?:deja |aussi |bien |encore )?(?:appele|"
		"telephone|contacte|essaye)"
		"|\\b(?:vous|commissariat|police|mairie|syndic|bailleur|"
		"personne|gardien) (?:\\w+ ){0,2}?(?:n[' ]?|ne )?(?:etes|est|"
		"sont|n[' ]est) (?:\\w+ ){0,2}?(?:in)?joignables?"
		"|\\b(?:rendez-? ?vous|rdv)\\b",
};

PsqStaticPattern psq_hours_cue = {
	.rare = true,
	.expression = "((?:(?:ne |n[' ])?(?:surtout )?(?:pas|jamais) |"
		      "evite[rz] (?:de |d[' ])?|(?<=suis )pas )?)" CUE
		      "(?:[- ](?:pas|jamais))?",
};

PsqStaticPattern psq_hours_number = { .expression = DIGITS };

PsqStaticPattern psq_hours_following = {
	.expression = "\\G" PASSAGE "[ ,:;()/.-]*(" HOURS ")",
};

PsqStaticPattern psq_hours_leading = {
	.expression =
		"(?<!quel )(?<!kel )(?<!un )\\b(" HOURS
		")[ ,:)]{1,3}(?:(?:vous pouvez|vous pourrez|"
		"n[' ]hesitez pas a|pour|on peut|c[' ]est (?:le )?mieux pour|"
		"de preference|si possible|uniquement|seulement|au|sur|le|mon|"
		"portable|fixe|tel|telephone|numero|est|le mieux|vous|"
		"toujours|merci de|svp|:)[ ,:]{1,2}){0,4}(?:" CUE "|(" DIGITS
		"))",
};

PsqStaticPattern psq_hours_joint = {
	.expression = "\\G ?,? ?(?:(?:et|ou|puis|mais|and|or) )?(?:aussi )?",
};
