// kind-texts-auto.c - the words of automatic replies, receipts and bounces
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/kind-text-rules.h"

static PsqTextRule rules[] = {
	// clang-format off
	{ TEXT_SUBJECT, AUTO, PSQ_STRONG, IN_SUBJECT,
	  "objet d'une réponse automatique", { .expression =
	  "^ ?(?:\\[[^]]{0,20}\\] ?)?(?:reponses? auto(?:matique)?s?|"
	  "automatic reply|auto(?:matic|mated)?[- ]?(?:reply|response)|out of "
	  "(?:the )?office|ooo\\b|automatische antwort|abwesenheit\\w*|"
	  "respuesta automatica|risposta automatica|resposta automatica|"
	  "(?:message|notification|avis) d'absence|absence du bureau|absente? "
	  "du bureau|vacation reply|repondeur automatique|fuori (?:ufficio|"
	  "sede)|assenza (?:dal|fino)|fuera de (?:la )?oficina|ausencia (?:de la|hasta)|fora do escritorio|"
	  "automatisch antwoord|afwezig\\w*|automatyczna odpowiedz|otomatik "
	  "yan)\\b" } },
	{ TEXT_AUTOMATIC, AUTO | BULK, PSQ_STRONG, ANYWHERE,
	  "se dit automatique", { .expression =
	  "\\b(?:ceci|il s'agit|ce " MAIL " est|cet e-?mail est)[a-z' ]{0,30} "
	  "(?:un|une|d'un|d'une)? ?(?:message|reponse|" MAIL "|accuse)"
	  "[a-z ]{0,30}automati|\\b(?:genere|envoye|produit|emis|expedie|"
	  "adresse)e? (?:de facon |de maniere |par (?:un|une|notre) )"
	  "?(?:systeme |programme |logiciel |robot |automate )?automati|"
	  "\\b(?:genere|envoye|produit)e? par (?:un|notre) (?:systeme|"
	  "programme|robot|automate)|^ ?(?:rappel|avis|notification|alerte|"
	  "message) automatique\\b|\\bthis is an auto(?:mat|-gen)|"
	  "\\b(?:message|reponse|notification|avis) d'absence\\b|"
	  "\\b(?:automatically (?:generated|sent)|auto-?generated)|"
	  "\\bautomated (?:message|response|e-?mail)|\\b(?:reponse|message) "
	  "automatique ?[:.\\n-]|\\b(?:avis|" MAIL "|notification|alerte)"
	  "[a-z ]{0,12} (?:envoye|genere|emis|adresse)e? par (?:l'application|"
	  "le systeme|le serveur|notre (?:site|systeme|application))|"
	  "\\bautomatisch (?:generiert|erzeugt|erstellt|antwoord|bericht)|"
	  "\\b(?:risposta|messaggio) automatic[ao]\\b|\\b(?:respuesta|resposta|"
	  "mensa[jg]e[mn]?) automatica\\b|\\bautomatische (?:antwort|nachricht)|"
	  "\\bautomatyczn\\w+ (?:odpowiedz|wiadomosc)|\\botomatik (?:yan|cevap|"
	  "mesaj)" } },
	{ TEXT_AUTOMATIC, AUTO, PSQ_PROOF, IN_SAID,
	  "se dit réponse automatique", { .expression =
	  "(?:\\A|^|^bonjour[a-z ,]{0,20}[,.!]? |[.!] )ceci est une? (?:message|"
	  "reponse|mail|courriel|e-mail) automatique\\b" } },
	{ TEXT_NO_ANSWER, AUTO | BOUNCE | BULK, PSQ_HINT, IN_SAID,
	  "demande de ne pas répondre", { .expression =
	  "\\b(?:ne pas|ne) (?:y )?repond(?:re|ez)(?: pas)? (?:directement )"
	  "?(?:a (?:ce|cet|cette)|a l'expediteur)|\\b(?:do not|don't|please "
	  "don't) reply|\\b(?:boite|adresse|messagerie)[a-z ]{0,30}(?:n'est|"
	  "non) (?:pas |plus )?(?:relevee|lue|consultee|surveillee)|\\b(?:"
	  "personne|aucun humain) ne lit\\b|\\bne pas repondre ?[.)]" } },
	{ TEXT_ABSENT, AUTO, PSQ_HINT, ANYWHERE,
	  "annonce une absence", { .expression =
	  "\\b(?:absente?s?|en conges?|en vacances|en deplacement|en "
	  "formation|en arret|indisponible) (?:actuellement )?(?:jusqu'|du "
	  "[0-9]|a compter|a partir|pour)|\\b(?:suis|serai|sommes|seront) "
	  "(?:actuellement |momentanement )?(?:absente?s?|en conges?|en "
	  "deplacement)|\\b(?:cabinet|bureaux?|magasin|etude|agence|"
	  "secretariat|office|entreprise|etablissement|mairie|accueil)\\b"
	  "[^.\\n]{0,40} (?:est|sera|seront|sont|is) (?:\\w+ )?(?:fermee?s?|closed)|\\bclosed "
	  "(?:until|for|from)\\b|\\bon (?:annual |sick |maternity )?leave\\b|"
	  "\\bnicht im (?:buro|haus)\\b" } },
	{ TEXT_ABSENT, AUTO, PSQ_STRONG, ANYWHERE,
	  "annonce une absence du bureau", { .expression =
	  "\\babsente? (?:du|de mon) (?:bureau|poste|service)|\\b(?:suis|sera|"
	  "serai) (?:actuellement )?en (?:conges?|arret)(?: (?:maternite|"
	  "paternite|parental|annuels?|maladie))? (?:jusqu'|pour une|du "
	  "[0-9])|\\bout "
	  "of (?:the )?office\\b|\\bausser haus\\b|\\bfuori (?:ufficio|sede)\\b|"
	  "\\bassente dall'ufficio|\\b(?:sono|saro) (?:in ferie|assente) (?:fino|"
	  "dal)\\b|\\bfuera de (?:la |mi )?oficina|\\b(?:estoy|estare) (?:de "
	  "vacaciones|ausente)\\b|\\bfora do escritorio|\\b(?:estou|estarei) "
	  "(?:de ferias|ausente)\\b|\\bniet op kantoor|\\bben (?:ik )?(?:tot|"
	  "van) [^.]{0,30}(?:afwezig|met vakantie)|\\bpoza biurem|\\bjestem na "
	  "urlopie|\\bofis dis" } },
	{ TEXT_NO_ACCESS, AUTO, PSQ_STRONG, IN_SAID,
	  "n'a pas accès à sa messagerie", { .expression =
	  "\\b(?:ne (?:consulte|consulterai|lis|lirai|releve|releverai)|"
	  "(?:pas|sans|aucun|peu d'|pas d'|n'aurai|n'ai) ?(?:pas )?(?:d')"
	  "?acces|acces (?:limite|restreint|reduit|intermittent))"
	  "[^.]{0,40}\\b(?:ma messagerie|mes " MAIL "|mes messages|boite)|"
	  "\\b(?:limited|no|intermittent) access to (?:my )?e-?mail|\\bne "
	  "(?:seront|sera|sont|est) (?:pas |plus |ni )?(?:lus?|traites?|consultes?)" } },
	{ TEXT_DEPUTY, AUTO, PSQ_HINT, IN_SAID,
	  "renvoie à un remplaçant", { .expression =
	  "\\b(?:(?:en|pendant|durant) (?:mon|son|notre|cette) absence|en cas "
	  "(?:d'urgence|d'absolue|de besoin)|(?:pour )?(?:toute|une|les) "
	  "(?:autres? )?(?:urgences?|demandes?|questions?|situations? "
	  "urgentes?)|(?:si|demande) urgente?)[^.]{0,120}\\b(?:contact|"
	  "joindre|joignez|adress|appel|ecri|compos|tourn|rapproch)|\\bplease "
	  "contact\\b|\\bfor urgent\\b" } },
	{ TEXT_COLLEAGUE, AUTO, PSQ_HINT, IN_SAID,
	  "renvoie à un collègue", { .expression =
	  "\\b(?:a|de|vers|avec|contact\\w+|joindre|joignez|appele\\w+) (?:ma|"
	  "mon|mes|notre|nos) collegues?\\b|\\bl'astreinte\\b|\\bmon "
	  "remplacant|\\bmy colleagues?\\b" } },
	{ TEXT_BACK, AUTO, PSQ_HINT, IN_SAID,
	  "annonce un retour", { .expression =
	  "\\b(?:a|des) mon retour\\b|\\bde retour (?:le|a partir|lundi)\\b|"
	  "\\b(?:je reviens|reprendrai|reprendront|rouvri\\w+|reouverture) "
	  "(?:le|mes|a)\\b|\\b(?:return|back)(?:ing)? (?:on|in the office|to "
	  "the office)\\b|\\b(?:vous repondrai|repondrai a votre|prendrai "
	  "connaissance|traiterai)\\b|\\bget back to you\\b|\\bal mio "
	  "(?:rientro|ritorno)|\\ba mi (?:regreso|vuelta)\\b|\\b(?:no|ao) meu "
	  "regresso|\\bnach meiner ruckkehr|\\bna mijn terugkeer|\\bpo powrocie" } },
	{ TEXT_SUBJECT, AUTO, PSQ_HINT, IN_SUBJECT,
	  "objet d'un accusé de réception", { .expression =
	  "^ ?(?:\\[[^]]{0,30}\\] ?)?(?:accuse (?:de|d')|confirmation de "
	  "(?:reception|votre|depot|prise)|(?:votre|nous avons (?:bien )?recu "
	  "votre) (?:demande|message|ticket|requete|reclamation)|acknowledg|"
	  "ticket (?:n|#|recu|created))" } },
	{ TEXT_RECEIVED, AUTO, PSQ_HINT, IN_SAID,
	  "accuse réception", { .expression =
	  "\\b(?:nous )?accus(?:ons|e) (?:bonne )?reception\\b|\\b(?:votre|"
	  "your) (?:\\w+ ){0,2}?(?:demande|reclamation|requete|ticket|request|"
	  "dossier|signalement|inscription|candidature|message|courriel|mail|"
	  "e-?mail)[^.]{0,120}\\b(?:a (?:bien )?ete (?:recue?|enregistree?|"
	  "prise? en compte|transmise?|cree|cloturee?|resolue?|mise? a jour)|"
	  "change de statut|(?:est|a ete) (?:bien )?(?:enregistree?|recue?)|"
	  "has been (?:received|registered|logged))|\\bavons bien recu "
	  "(?:votre|ton)\\b|\\ba (?:bien )?(?:enregistre|recu|pris en compte|"
	  "traite) (?:votre|la) (?:demande|reclamation|requete|message)" } },
	{ TEXT_SOON, AUTO, PSQ_HINT, IN_SAID,
	  "promet une suite sans répondre", { .expression =
	  "\\b(?:meilleurs delais|sous (?:\\w+|[0-9]+) (?:jours|heures)|"
	  "(?:une )?(?:suite|reponse) (?:vous |y )?sera (?:donnee|apportee|"
	  "adressee)|(?:sera|seront) (?:traitee?s?|examinee?s?|etudiee?s?)|as "
	  "soon as possible|shortly|sans (?:reponse|nouvelles?) de notre "
	  "part)\\b" } },
	{ TEXT_NUMBER, AUTO, PSQ_HINT, ANYWHERE,
	  "donne un numéro de demande", { .expression =
	  "\\b(?:numero|n.{0,2}|reference|ref\\.?|sous le numero) ?(?:de |du )"
	  "?(?:ticket|dossier|demande|suivi|requete|reclamation)"
	  "?[ :]{0,3}#?[a-z]{0,6}-?[0-9]{4,}|\\[?#[0-9]{3,}\\]?|\\bticket "
	  "?(?:n.{0,2}|#|id)" } },
	{ TEXT_SUBJECT, AUTO, PSQ_STRONG, IN_SUBJECT,
	  "objet d'un accusé de lecture", { .expression =
	  "^ ?(?:(?:lu|non lu|read|not read|gelesen|leido|lido|letto) ?:|"
	  "(?:accuse|confirmation|avis) de lecture|(?:read|return) receipt|"
	  "supprime sans lecture)" } },
	{ TEXT_READ, AUTO, PSQ_STRONG, IN_SAID,
	  "dit qu'un message a été lu", { .expression =
	  "\\b(?:votre|your|le) " MAIL "\\b[^.]{0,400}\\b(?:a ete (?:lue?|"
	  "affichee?|ouverte?|supprimee? sans)|(?:was|has been) (?:read|"
	  "displayed|opened|deleted without))\\b|\\b(?:ceci est|voici) "
	  "(?:une?|l'|la) ?(?:confirmation|accuse|avis) de (?:lecture|"
	  "reception)" } },
	{ TEXT_RECEIPT, AUTO, PSQ_HINT, IN_SAID,
	  "parle d'un accusé de lecture", { .expression =
	  "\\b(?:cet|ce|un) accuse\\b|\\b(?:return|read) receipt\\b|\\baccuse "
	  "de (?:lecture|reception)\\b|\\bne (?:garantit|signifie|constitue) "
	  "pas\\b|\\bno guarantee\\b|\\baucune (?:garantie|information) n'est" } },
	{ TEXT_ROBOT, AUTO, PSQ_STRONG, IN_SAID,
	  "demande de prouver qu'on n'est pas un robot", { .expression =
	  "\\b(?:prouve|confirme|verifie|assure|n'etes pas|n'est pas|are not|"
	  "you're not|not)\\w*\\b[^.]{0,50}\\b(?:robot|automate|machine)\\b|"
	  "\\bcaptcha\\b|\\bje suis (?:un )?humain|\\b(?:etes|are) (?:bien )"
	  "?(?:une? )?(?:humaine?|human|personne (?:reelle|physique))" } },
	{ TEXT_CLICK, AUTO | BULK, PSQ_HINT, IN_SAID,
	  "fait cliquer", { .expression =
	  "\\bcliqu(?:er|ez|ant|e)\\b[^.\\n]{0,60}\\b(?:lien|bouton|ici|"
	  "ci-dessous|dessous|image|suivant|vite|sur)|\\b(?:click|tap)"
	  "\\b[^.\\n]{0,40}\\b(?:here|link|below|button)|\\ben cliquant\\b|"
	  "https?://[^ \\n]{12,}" } },
	{ TEXT_HELD, AUTO, PSQ_HINT, IN_SAID,
	  "dit qu'un message est retenu", { .expression =
	  "\\b(?:votre|your|vos) " MAIL "[^.]{0,120}\\b(?:(?:sera|est|a ete|"
	  "seront|sont|ne sera)\\b[^.]{0,30}\\b(?:delivre|distribue|remis|"
	  "retenu|bloque|en attente|quarantaine|detruit|supprime|achemine)|"
	  "(?:is|was|has been|will be) (?:held|queued|delivered|quarantined))" } },
	{ TEXT_FILTER, AUTO, PSQ_HINT, ANYWHERE,
	  "parle d'un filtre de messagerie", { .expression =
	  "\\b(?:premiere fois|anti-?spam|anti-?pourriels?|liste blanche|"
	  "whitelist|mailinblack|authentifi\\w+|expediteur (?:inconnu|non "
	  "reconnu)|verification (?:necessaire|requise|de l'expediteur)|spam "
	  "filter|boxbe|sender verification)\\b" } },
	{ TEXT_SUBJECT, BOUNCE, PSQ_STRONG, IN_SUBJECT,
	  "objet d'un avis de non-remise", { .expression =
	  "^ ?(?:undeliver\\w+|delivery (?:status|failure|has failed|"
	  "incomplete|delayed|notification)|mail delivery|mail system|"
	  "returned mail|failure notice|non[- ]?(?:remis|distribue|livre|"
	  "delivre)|echec (?:de |d'|a )(?:la |l')?(?:remise|envoi|"
	  "distribution|livraison|acheminement|transmission|delivrance|"
	  "remettre)|" MAIL " (?:non (?:remis|distribue|delivre|livre|"
	  "transmis)|refuse|rejete|bloque|undeliverable|not delivered)|"
	  "notification (?:d'etat|de non|d'echec)|unzustellbar|(?:mensaje )"
	  "?no entregado|warning: (?:could not|message)|avis de non|retour "
	  "(?:de|du|d'un) " MAIL "|rejected:|votre " MAIL " (?:n'a pas|n'a pu)"
	  ")" } },
	{ TEXT_UNDELIVERED, BOUNCE, PSQ_STRONG, IN_SAID,
	  "dit qu'un message n'a pas été remis", { .expression =
	  "\\b(?:n'a|n'ont) (?:pas )?p[ou] etre (?:\\w+ )?(?:remis|delivre|"
	  "distribue|achemine|transmis|envoye|livre)|\\bn'a (?:pas )?pu "
	  "atteindre (?:son|ses|le|les) destinataire|\\bremise de votre "
	  MAIL "[^.]{0,60} a echoue|\\ba (?:refuse|rejete) votre " MAIL "|"
	  "\\bboite[a-z ]{0,20} d[eu] (?:votre |notre )?(?:destinataire|"
	  "correspondant)|\\b(?:could not|couldn't|cannot|can't|was not|"
	  "wasn't|unable to|not) be delivered|\\bcould not deliver|"
	  "\\b(?:wasn't|was not) able to deliver|\\bn'a pas ete (?:remis|"
	  "distribue|delivre)|\\bdelivery (?:to the following|has failed|"
	  "failed)|\\b(?:impossible|echec) de (?:la )?(?:remise|remettre|"
	  "distribuer|delivrer|distribution)|\\bkonnte nicht zugestellt" } },
	{ TEXT_SMTP, BOUNCE, PSQ_STRONG, IN_SAID,
	  "code d'erreur d'un serveur", { .expression =
	  "\\b(?:erreur|error|code) (?:smtp )?:? ?5[0-9]{2}\\b|"
	  "\\b[45][0-9]{2}[ -]?#?[45]\\.[0-9]{1,2}\\.[0-9]{1,3}\\b|\\bsmtp; "
	  "?[45][0-9]{2}|\\bsmtp error\\b|\\bthis is the mail system|"
	  "\\bmailer-daemon\\b|\\brecipient address rejected|\\buser "
	  "unknown\\b|\\bno such user\\b|\\bqmail-send\\b|\\b(?:remote )?host "
	  ".{1,80} said:" } },
	{ TEXT_MAILBOX, BOUNCE, PSQ_HINT, IN_SAID,
	  "boîte pleine ou inconnue", { .expression =
	  "\\b(?:boite|mailbox)\\b[^.]{0,60}\\b(?:pleine|saturee|full|"
	  "inexistante|unavailable|taille maximale)|\\bquota (?:depasse|exceeded)|"
	  "\\bdepasse[a-z ]{0,20}quota|\\bdestinataire (?:est )?inconnu|"
	  "\\badresse (?:[^ ]+ ){0,2}(?:introuvable|inexistante|invalide|"
	  "n'existe)|\\baddress (?:not found|rejected|couldn't be found)|"
	  "\\binconnue? a cette adresse|\\bdomaine?[a-z ]{0,20} (?:not found|"
	  "introuvable|n'existe pas)" } },
	{ TEXT_REASON, BOUNCE, PSQ_HINT, IN_SAID,
	  "motif d'un serveur", { .expression =
	  "\\b(?:aucune (?:action|autre tentative)|no further action|"
	  "d'autres? tentatives?|(?:motif|raison|cause|reason|diagnostic)"
	  "[a-z ]{0,20}:|permanent (?:error|failure)|erreur (?:permanente|"
	  "definitive)|the following (?:address|recipient)\\w*|"
	  "destinataires?(?: suivants?)? ?:|informations? de diagnostic|"
	  "reessayer plus tard|try again later|taille (?:superieure|maximale))" } },
	// clang-format on
};

const PsqTextRules psq_kind_texts_auto = { rules, G_N_ELEMENTS(rules) };
