// kind-texts-bulk.c - the words of newsletters, advertising and services' notices
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/kind-text-rules.h"

static PsqTextRule rules[] = {
	// clang-format off
	{ TEXT_UNSUBSCRIBE, BULK, PSQ_STRONG, IN_SAID,
	  "propose de se désabonner", { .expression =
	  "\\b(?:se|vous|me|lien de|pour vous|cliquez pour vous) ?(?:desabonn|"
	  "desinscri)|\\bdesabonnement\\b|\\bvous ne recevrez plus\\b|"
	  "\\b(?:vous |re)reabonner|\\breabonner\\b|\\bdesinscription\\b|"
	  "\\bdesabonnez|\\bunsubscribe\\b|\\bopt[- ]?out\\b|\\b(?:ne (?:plus|"
	  "pas|souhaitez plus)|cesser de|arreter de)(?: souhaite[rz])? "
	  "recevoir (?:nos|cette|ces|cet|ce|de |notre|les|d')|\\bstop (?:au|"
	  "sms|pub)|\\b(?:gerer|modifier) (?:vos|mes) (?:preferences|"
	  "abonnements?)|\\bmanage (?:your )?(?:preferences|subscription)|"
	  "\\babmelden\\b|\\bdarse de baja|\\babbestellen\\b" } },
	{ TEXT_BROWSER, BULK, PSQ_STRONG, IN_SAID,
	  "propose une version en ligne", { .expression =
	  "\\b(?:voir|consulter|consultez|afficher|lire|visualiser|visualisez|"
	  "ouvrir)\\b[^.\\n]{0,60}\\b(?:version (?:en ligne|web)|en ligne\\b|"
	  "navigateur)|\\bversion (?:en ligne|web)\\b|\\b(?:view|read)"
	  "\\b[^.\\n]{0,30}\\b(?:browser|online)" } },
	{ TEXT_WHY_YOU, BULK, PSQ_STRONG, IN_SAID,
	  "explique pourquoi on le reçoit", { .expression =
	  "\\b(?:vous (?:recevez|avez recu)|you (?:are receiving|received)|"
	  "cet? (?:e-?mail|courriel|message) (?:vous )?(?:a ete|est) "
	  "(?:envoye|adresse|destine))\\b[^.]{0,80}\\b(?:car|parce|because|en "
	  "tant que|inscrit|abonne|client|subscribed|suite a votre "
	  "inscription)" } },
	{ TEXT_NEWSLETTER, BULK, PSQ_HINT, ANYWHERE,
	  "lettre d'information", { .expression =
	  "\\b(?:newsletter|infolettre|lettre d'(?:information|info|actualite)"
	  "|la lettre d[eu']|bulletin (?:d'information|municipal|mensuel|"
	  "hebdomadaire)|au sommaire|flash info|l'actu(?:alite)? d[eu]|n. "
	  "?[0-9]{1,3} ?- (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|"
	  "septembre|octobre|novembre|decembre))\\b" } },
	{ TEXT_NEWSLETTER, BULK, PSQ_STRONG, IN_SAID,
	  "rubriques d'un bulletin", { .expression =
	  "\\b(?:au sommaire|au programme|petites annonces|editorial|"
	  "le mot d(?:u|e la) (?:president|maire|directri|redaction))\\b" } },
	{ TEXT_PROMOTION, BULK, PSQ_HINT, ANYWHERE,
	  "mots de la réclame", { .expression =
	  "\\b(?:soldes|promos?|promotions?|remises?|destockage)\\b" } },
	{ TEXT_PROMOTION, BULK, PSQ_STRONG, ANYWHERE,
	  "promotion commerciale", { .expression =
	  "\\bcode promo|"
	  "\\boffre (?:speciale|exceptionnelle|limitee|exclusive|de bienvenue|"
	  "decouverte|flash|du (?:mois|jour))|\\b[0-9]{2} ?% (?:de )"
	  "?(?:remise|reduction|off\\b|sur)|\\bremise (?:de [0-9]|"
	  "exceptionnelle)|\\blivraison (?:offerte|gratuite)|\\bjusqu'a "
	  "epuisement|\\bventes? (?:privees?|flash)|\\bblack friday|\\bessai "
	  "gratuit|\\bsatisfaits? ou rembourses?|\\bsans engagement|"
	  "\\bdestockage|\\bprix (?:casses?|imbattables?|usine)" } },
	{ TEXT_APPEAL, BULK, PSQ_HINT, IN_SAID,
	  "incite à acheter ou à s'inscrire", { .expression =
	  "\\b(?:profite[zr]|decouvre[zr]|j'en profite|commande[zr] (?:vite|"
	  "des|maintenant|en)|inscrivez-vous|reservez|n'attendez (?:plus|pas)|"
	  "shop now|order now|buy now|telechargez|abonnez-vous|offre valable|"
	  "dans la limite)\\b" } },
	{ TEXT_OFFER, BULK, PSQ_HINT, IN_SAID,
	  "offre commerciale", { .expression =
	  "\\b(?:devis (?:gratuit|personnalise|sous)|nos (?:produits|tarifs|"
	  "solutions|prestations|offres|clients|formules|experts)|notre "
	  "(?:gamme|catalogue|offre|solution|boutique)|leader (?:de|du|sur|en|"
	  "europeen|francais)|our (?:products|services|company|clients|"
	  "catalog\\w*))\\b" } },
	{ TEXT_DEAR_CLIENT, BULK, PSQ_STRONG, IN_SAID,
	  "s'adresse à des inconnus", { .expression =
	  "\\bch(?:er|ere|ers|eres)(?:\\(e\\))? (?:client|abonne|utilisat|"
	  "membre|titulaire|beneficiaire|internaute|gagnant|contribuable|"
	  "lecteur|adherent|assure|usager|destinataire|ami\\(?e)|\\bdear (?:customer|user|"
	  "client|friend|beneficiary|member|winner|account|subscriber|valued|"
	  "e-?mail)|\\bbien-?aimee?\\b|\\bbeloved\\b|\\bsehr geehrter kunde|"
	  "\\bestimado (?:cliente|usuario)|\\bmadame, monsieur le "
	  "(?:titulaire|beneficiaire)" } },
	{ TEXT_SURVEY, BULK, PSQ_STRONG, ANYWHERE,
	  "enquête en nombre", { .expression =
	  "\\b(?:votre avis (?:nous )?(?:interesse|compte)|connaitre votre "
	  "avis|donne[rz] (?:nous )?votre avis|enquete de satisfaction|"
	  "repondre a ce (?:questionnaire|sondage)|satisfaction survey|"
	  "quelques minutes pour repondre|how did we do)\\b" } },
	{ TEXT_OPT_IN, BULK, PSQ_STRONG, IN_SAID,
	  "confirmation d'une inscription", { .expression =
	  "\\bvous avez demande a (?:rejoindre|vous inscrire|recevoir|"
	  "reinitialiser|etre)|\\bconfirme[rz] votre (?:inscription|adresse|"
	  "abonnement|e-?mail)|\\b(?:confirm your (?:subscription|e-?mail)|"
	  "you(?:'ve| have)? requested)|\\bmot de passe (?:oublie|provisoire|"
	  "temporaire)|\\breinitialis\\w+ (?:de )?votre mot de passe" } },
	{ TEXT_IGNORE, BULK, PSQ_STRONG, IN_SAID,
	  "invite à ignorer le message", { .expression =
	  "\\bsi vous n'etes pas a l'origine|\\bignorez (?:simplement )"
	  "?ce(?:t)? " MAIL "|\\b(?:if you did not|if you didn't) (?:request|"
	  "make|sign)|\\b(?:please |simply )?ignore this (?:message|e-?mail)" } },
	{ TEXT_NOTICE, BULK, PSQ_HINT, IN_SAID,
	  "avis à tous", { .expression =
	  "\\b(?:nous avons le plaisir de vous (?:annoncer|informer|presenter|"
	  "inviter)|we are (?:pleased|happy) to)|"
	  "\\bmerci de votre (?:comprehension|confiance|fidelite)|\\bnous vous informons "
	  "que\\b|\\b(?:mettons|avons mis) a jour (?:nos|notre)|\\bconditions "
	  "(?:generales|d'utilisation)\\b" } },
	{ TEXT_FOOTER, BULK, PSQ_HINT, IN_SAID,
	  "bas de page d'un service", { .expression =
	  "\\btous droits reserves|\\ball rights reserved|\\bmentions legales|"
	  "\\bpolitique de confidentialite|\\bprivacy policy|\\bsuivez-nous "
	  "(?:sur)?|\\bnos equipes\\b|©" } },
	{ TEXT_UPKEEP, BULK, PSQ_STRONG, ANYWHERE,
	  "avis d'exploitation informatique", { .expression =
	  "\\baucune (?:manipulation|action|intervention|demarche) (?:n'est |"
	  "de votre part )?(?:necessaire|requise|de votre part|a faire)|\\bno "
	  "action (?:is )?(?:required|needed)|\\b(?:maintenance|interruption|"
	  "mise a jour|migration) (?:programmee|planifiee|de service|du "
	  "service)|\\bscheduled maintenance|\\bnouvelle version de (?:votre|"
	  "notre|l'|la)" } },
	{ TEXT_REMINDER, BULK, PSQ_STRONG, ANYWHERE,
	  "rappel de rendez-vous par un service", { .expression =
	  "\\b(?:rappel|confirmation)[a-z ]{0,20}:? (?:de )?votre "
	  "(?:rendez-vous|rdv|consultation|reservation)|\\bvotre "
	  "(?:rendez-vous|rdv) (?:est|a bien ete|au|chez|avec)"
	  "\\b[^.]{0,60}\\b(?:fixe|confirme|prevu|enregistre|programme|annule)" } },
	// clang-format on
};

const PsqTextRules psq_kind_texts_bulk = { rules, G_N_ELEMENTS(rules) };
