// signature-lines.c - what single lines below a message are
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/signature-lines.h"

#include "parsers/rules-scan.h"

enum {
	MAX_FOOTER = 240, // bytes of a client's footer
	MAX_SPEECH = 140, // bytes of a line of name, address or motto
	NOTICE_MARKS = 2, // a notice holds at least so many
};

#define DEVICE                                                               \
	"(?:i-?phone|i-?pad|i-?pod|apple watch|mac(?:book)?|android|galaxy|" \
	"samsung|huawei|xiaomi|redmi|poco|oppo|oneplus|honor|realme|nokia|"  \
	"wiko|sony|xperia|pixel|blackberry|windows|mobile|smartphone|"       \
	"telephone|portable|tablette|appareil|outlook|hotmail|yahoo|"        \
	"proton ?mail|proton|tutanota|tuta|orange|sfr|free|bouygues|"        \
	"la ?poste(?:\\.net| mail)|laposte|gmail|gmx|mailo|thunderbird|"     \
	"k-9(?: mail)?|blue ?mail|zimbra|roundcube|fairemail|"               \
	"courrier pour|messagerie|application|appli|webmail|handy|telefono|" \
	"telefon|movil|telemovel|cellulare)\\b"

// Each is a whole line, but for some words of politeness behind it.
static PsqStaticPattern footers[] = {
	// clang-format off
	{ .expression = "^\\W*(?:message |courriel |mail )?envoye[es]*,? (?:a "
		"partir de(?:puis)?|a partir d'|de(?:puis)?|d'|avec|par|via|"
		"grace a)(?: ?(?:de|d'|mon|ma|mes|l'|la|le|un|une|the|"
		"notre))* ?(?:[a-z.-]+ ){0,3}?" DEVICE ".{0,70}$" },
	{ .expression = "^\\W*(?:sent|send|written) (?:from|with|via|using|"
		"by)(?: (?:my|the|a|an))? ?(?:[a-z.-]+ ){0,3}?" DEVICE
		".{0,70}$" },
	{ .expression = "^\\W*(?:gesendet (?:von|mit|aus)|von mein(?:em|er)|"
		"diese nachricht wurde von mein(?:em|er)|enviado (?:desde|do|"
		"de|con|a partir)|inviato (?:da|dal|con)|verzonden (?:vanaf|"
		"met|vanuit)|trimis de pe|wyslane z|skickat fran|sendt fra|"
		"envoye do).{0,12}" DEVICE ".{0,70}$" },
	{ .expression = "^\\W*(?:telecharge[rz]|obtene[rz]|obtenir|get|"
		"download) (?:outlook|yahoo|bluemail|proton)\\b.{0,90}$" },
	{ .expression = "^\\W*(?:provenance|von|from) ?: ?(?:courrier|mail|"
		"outlook)(?: (?:pour|for|fur))? windows.{0,20}$" },
	{ .expression = "^\\W*(?:yahoo )?mail ?: ?(?:recherchez|search|"
		"organi[sz]).{0,90}$" },
	{ .expression = "^\\W*(?:veuillez )?(?:pardonner|excuse[rz]) (?:la|ma|"
		"mon) (?:brievete|concision).{0,30}$" },
	// A picture, as html-text writes it, may stand before it.
	{ .expression = "^\\W*(?:[a-z ]{0,40}\\] ?)?(?:<[^ >]{0,120}> ?)?"
		"(?:garanti )?sans virus\\b.{0,60}(?:avast|avg|www|$)" },
	{ .expression = "^\\W*virus-?free\\b.{0,80}$" },
	{ .expression = "^\\W*(?:l'absence de virus dans ce|ce (?:message|"
		"courrier|courriel|mail|e-mail)(?: electronique)? (?:a ete "
		"(?:verifie|analyse|controle|scanne)|ne contient aucun "
		"(?:virus|logiciel)|est depourvu de|provient d'un ordinateur)|"
		"(?:this|the) (?:e-?mail|message) (?:has been (?:checked|"
		"scanned)|was scanned)|(?:aucun|no) virus (?:trouve|found|"
		"detecte)|analyse effectuee par|logiciel antivirus).{0,160}$" },
	{ .expression = "^\\W*(?:https?://)?(?:www\\.)?(?:avast|"
		"avg)\\.[a-z]{2,3}\\b.{0,90}$" },
	{ .expression = "^\\W*(?:une messagerie gratuite, garantie a vie|je "
		"cree ma boite mail|creez votre adresse (?:electronique|mail|"
		"e-mail)|ouvrez votre boite (?:aux lettres|mail)|hotmail ?: "
		"une messagerie|windows live messenger).{0,160}$" },
	// clang-format on
};

// A footer in which somebody speaks is none: "Envoyé de mon téléphone car il
// m'entend".
static PsqStaticPattern spoken = {
	.expression =
		"\\b(?:je|j'|il|ils|elle|elles|on|nous|car|mais|parce|"
		"puisque|svp|vite|urgent|i|he|she|they|because|please help)\\b",
};

static PsqStaticPattern notice_opener = {
	.expression =
		"^\\W*(?:p )?(?:(?:ce|cet|le present|the present|this) "
		"?(?:message|courriel|mail|e-?mail|courrier|envoi)|les "
		"informations contenues|l'integrite de ce|the information "
		"contained|(?:avis|clause|note|mention) (?:de confidentialite|"
		"legale)|confidentialite\\b|confidential|disclaimer|"
		"avertissement|privileged|si vous (?:n'etes pas|avez recu|"
		"recevez)|if you (?:are not|have received)|toute "
		"(?:utilisation|publication|diffusion|modification)|(?:pensez|"
		"pensons|avant d'imprimer|n'imprimez|merci de n'imprimer|afin "
		"de preserver|preservons|adoptez l'eco|please consider|think "
		"before|think green|save (?:paper|a tree)|p(?:rotegeons|"
		"rotegez) l'environnement)\\b)",
};

static PsqStaticPattern notice_marks[] = {
	// clang-format off
	{ .expression = "\\b(?:confidentiel(?:le)?s?|confidentialite|"
		"confidential|privileged|proteges? par le secret)\\b" },
	{ .expression = "\\b(?:l'intention exclusive|usage exclusif|"
		"exclusivement (?:destine|reserve)|destines? (?:exclusivement|"
		"uniquement)|seul(?:e)? (?:usage|attention)|intended "
		"(?:solely|only|for)|(?:destinataires?|personnes?) (?:designe|"
		"mentionne|vise|indique))" },
	{ .expression = "\\b(?:recu|received|recevez) (?:ce|cet|this|le "
		"present) ?(?:message|courriel|mail|e-?mail|"
		"courrier)?.{0,40}(?:par erreur|in error)|\\bn'etes pas (?:le "
		"|la )?(?:destinataire|personne)|not the intended" },
	{ .expression = "\\b(?:pieces? jointes?|documents? joints?|fichiers? "
		"joints?|attachments?|any files)\\b" },
	{ .expression = "\\b(?:toute|any) .{0,40}(?:utilisation|publication|"
		"diffusion|reproduction|dissemination|distribution|copying|"
		"divulgation)" },
	{ .expression = "\\b(?:declin\\w+ toute responsabilite|responsabilite "
		".{0,60}(?:altere|deforme|falsifie|modifie)|susceptibles? "
		"d'alteration|accepts? no (?:liability|responsibility)|ne "
		"(?:saurait|peut) (?:etre|garantir))" },
	{ .expression = "\\b(?:detruire|supprimer|le detruire|delete|destroy) "
		".{0,60}\\b(?:avertir|avert|inform|notif|prevenir|expediteur|"
		"sender)|\\b(?:avertir|avisez?|informer|prevenir|notify) "
		".{0,40}(?:expediteur|sender)" },
	// clang-format on
};

// Nor does a notice say "I".
static PsqStaticPattern first_person = {
	.expression = "\\b(?:je|j'|mon|ma|mes|moi|me|my)\\b|\\bj'",
};

// Of these one is enough: nobody says so of his own.
static PsqStaticPattern green_notice = {
	.expression =
		"\\b(?:(?:n'imprime[rz]|imprime[rz]|"
		"print(?:ing)?)\\b.{0,60}(?:message|mail|courriel|e-?mail|"
		"necessaire|necessary|this)|(?:pensez|think|"
		"consider).{0,30}(?:environnement|environment))",
};

static PsqStaticPattern speech = {
	.expression =
		"(?:^| )(?:je |j'|p\\.? ?s\\.? ?:|nb ?:|il |ils |elle |"
		"elles |on |ca |c'est |i |i'm |he |she |they |there |ich |er |"
		"sie |wir |yo |hay |au fait|merci de )",
};

static PsqStaticPattern greeting = {
	.expression = "^\\W*(?:(?:re)?bonjour|bonsoir|salut|coucou|hello|hi|"
		      "dear|hallo|guten tag|sehr geehrte|buenos dias|madame|"
		      "monsieur|mesdames|messieurs|mme|mr?|chers?|cheres?|bjr|"
		      "slt)\\b[^.!?:;]{0,50}[,.!: ]*$",
};

static PsqStaticPattern closing = {
	.expression =
		"^\\W*(?:(?:bien |tres |avec mes )?(?:cordialement|"
		"respectueusement|amicalement|sincerement|salutations|"
		"sinceres salutations|meilleures salutations)|(?:mes |nos "
		")?(?:cordiales |sinceres |respectueuses |meilleures |"
		"distinguees )*salutations|bien (?:a vous|cordialement)|cdl?t|"
		"cordi?alement|crdlt|bonne (?:journee|soiree|reception|fin "
		"de)|(?:en )?vous (?:remerciant|souhaitant)|(?:je vous prie|"
		"nous vous prions|veuillez|priere) (?:d'agreer|de croire|de "
		"recevoir|agreer|recevoir|croire)|recevez|dans l'attente|"
		"merci d'avance|d'avance merci|avec (?:tous )?mes "
		"remerciements|(?:best|kind|warm) regards|regards|sincerely|"
		"yours|mit freundlichen|mfg|viele grusse|saludos|atentamente|"
		"un cordial saludo)\\b",
};

static const char *
footer_at(size_t n)
{
	return n < G_N_ELEMENTS(footers) ? footers[n].expression : NULL;
}

static PsqStaticScan footer_scan = { .expression = footer_at };

bool
psq_signature_is_footer(const PsqQuoteLine *line)
{
	if (line->fold_len > MAX_FOOTER) {
		return false;
	}
	uint32_t likely[G_N_ELEMENTS(footers)] = { 0 };
	psq_scan_mark(psq_scan_get(&footer_scan), line->fold, line->fold_len,
		likely, 1);
	for (size_t i = 0; i < G_N_ELEMENTS(footers); i++) {
		if (likely[i] && psq_quote_line_matches(line, &footers[i])) {
			return !psq_quote_line_matches(line, &spoken);
		}
	}
	return false;
}

bool
psq_signature_opens_notice(const PsqQuoteLine *line)
{
	return psq_quote_line_matches(line, &notice_opener);
}

bool
psq_signature_is_notice(const PsqQuoteLines *lines, guint first, guint end)
{
	g_autoptr(GString) text = g_string_new(NULL);
	for (guint i = first; i < end; i++) {
		const PsqQuoteLine *line = &lines->line[i];
		g_string_append_len(text, line->fold, (gssize)line->fold_len);
		g_string_append_c(text, ' ');
	}
	if (psq_pattern_matches(psq_pattern_get(&first_person), text->str)) {
		return false;
	}
	if (psq_pattern_matches(psq_pattern_get(&green_notice), text->str)) {
		return true;
	}
	int marks = 0;
	for (size_t i = 0; i < G_N_ELEMENTS(notice_marks); i++) {
		marks += psq_pattern_matches(
			psq_pattern_get(&notice_marks[i]), text->str);
	}
	return marks >= NOTICE_MARKS;
}

bool
psq_signature_is_speech(const PsqQuoteLine *line)
{
	return line->fold_len > MAX_SPEECH ||
		psq_quote_line_matches(line, &speech);
}

bool
psq_signature_is_greeting(const PsqQuoteLine *line)
{
	return psq_quote_line_matches(line, &greeting);
}

bool
psq_signature_is_closing(const PsqQuoteLine *line)
{
	return psq_quote_line_matches(line, &closing);
}
