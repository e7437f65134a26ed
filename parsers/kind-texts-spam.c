// kind-texts-spam.c - the words of phishing, frauds and other spam
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/kind-text-rules.h"

static PsqTextRule rules[] = {
	// clang-format off
	{ TEXT_SPAM, BULK, PSQ_STRONG, IN_SUBJECT,
	  "le relais de messagerie le tient pour du pourriel", { .expression =
	  "^ ?[\\[*(]{1,5} ?(?:spam|pourriel|suspect|junk)\\b" } },
	{ TEXT_PHISHING, BULK, PSQ_STRONG, ANYWHERE,
	  "imite un avis de compte, de colis ou de paiement", { .expression =
	  "\\b(?:votre|vos|your) (?:\\w+ ){0,2}?(?:comptes?|account|mailbox|"
	  "boite|messagerie|colis|package|parcel|carte|card|abonnement|"
	  "subscription|mot de passe|password|paiement|payment|remboursement|"
	  "refund|livraison|delivery|espace|amende|contravention|dossier|"
	  "vignette|facture|domaine|stockage|storage|cloud|identifiants?|"
	  "prelevement)\\b[^.\\n]{0,100}\\b(?:suspend\\w*|bloque\\w*|"
	  "block\\w*|expir\\w*|limit\\w*|quota|98 ?%|9[0-9] ?%|satur\\w*|"
	  "desactiv\\w*|verif\\w*|verify|confirm\\w*|mis\\w* a jour|"
	  "update\\w*|en attente|pending|retourn\\w*|return\\w*|echou\\w*|"
	  "renouvel\\w*|taille maximale|ferm(?:e|er|eture)|closed|supprim\\w*|delet\\w*|"
	  "rembours\\w*|impaye\\w*|regulariser|majoree?|reactiv\\w*|"
	  "restrein\\w*|plein\\w*|full)" } },
	{ TEXT_FEES, BULK, PSQ_HINT, IN_SAID,
	  "demande des frais", { .expression =
	  "\\bfrais (?:de|d') ?(?:dossier|affranchissement|douane|livraison|"
	  "port|traitement|expedition|gestion|deblocage)|"
	  "\\b[0-9]{1,2}[.,][0-9]{2} ?(?:eur|euros?|€)|\\bcustoms (?:fee|dut)|"
	  "\\bregle[zr] (?:la|les|le|vos|votre) (?:somme|frais|solde|montant|"
	  "amende)" } },
	{ TEXT_DEADLINE, BULK, PSQ_HINT, ANYWHERE,
	  "presse d'agir", { .expression =
	  "\\b(?:sous|dans les|within|avant|d'ici|plus que) (?:24|48|72|"
	  "[0-9]{1,2}) ?(?:h\\b|heures|hours|days)|\\bdernier (?:rappel|"
	  "avertissement|avis)|\\bderniere (?:relance|chance|notification)|"
	  "\\bfinal (?:notice|reminder|warning)|\\blast (?:reminder|warning|"
	  "chance)|\\b(?:action|intervention) (?:immediate |urgente )"
	  "?(?:requise|required|needed)|\\bfaute de quoi|\\bavoid "
	  "(?:interruption|suspension|losing)" } },
	{ TEXT_MONEY, BULK, PSQ_HINT, ANYWHERE,
	  "parle de grosses sommes", { .expression =
	  "\\bmillions? (?:d'|de |of )?(?:euros?|dollars?|us)|[$][0123456789]|"
	  "\\bbitcoins?\\b|\\bbtc\\b|\\bcrypto\\w*|\\busdt\\b|\\bethereum\\b|"
	  "\\btrading\\b|\\brendement" } },
	// Apart from the words, so that nothing but digits is looked at.
	{ TEXT_MONEY, BULK, PSQ_HINT, ANYWHERE,
	  "parle de grosses sommes", { .expression =
	  "\\b(?<!capital de )[0-9]{1,3}(?:[ .,][0-9]{3})+ ?(?:d'|de )"
	  "?(?:€|euros?|eur\\b|dollars?|usd|gbp|francs|fcfa|livres)" } },
	{ TEXT_LEGACY, BULK, PSQ_STRONG, ANYWHERE,
	  "promet un don ou un héritage", { .expression =
	  "\\b(?:faire (?:un )?don|don de (?:la|ma|mes)|appel (?:de detresse )"
	  "?et don|donation de|(?:ma|ce|mon) (?:succession|legs)|heritage|"
	  "inheritance|next of kin|unclaimed|fonds? non reclames?|"
	  "compensation fund|beneficiary of|deceased client)\\b" } },
	{ TEXT_FAITH, BULK, PSQ_HINT, IN_SAID,
	  "invoque la foi", { .expression =
	  "\\bque (?:la paix|dieu|le seigneur)|\\bdieu\\b|\\bchrist\\b|"
	  "\\bseigneur\\b|\\bgod bless|\\bin the name of (?:god|allah)|"
	  "\\bvolonte (?:du|de) (?:ciel|dieu)|\\borphelin" } },
	{ TEXT_ILLNESS, BULK, PSQ_HINT, IN_SAID,
	  "invoque la maladie", { .expression =
	  "\\b(?:cancer|tumeur|phase terminale|veuve|widow|sans enfant|"
	  "maladie (?:grave|incurable)|terminal|mes (?:medecins|jours))\\b" } },
	{ TEXT_LOAN, BULK, PSQ_STRONG, ANYWHERE,
	  "propose un prêt", { .expression =
	  "\\b(?:pret|prets|credit|loan|financement|offre)s? (?:\\w+ )"
	  "?(?:entre particuliers?|d'argent|rapides?|sans (?:justificatif|"
	  "frais|protocole)|a (?:un )?taux|offer|personnels?|de [0-9])|"
	  "\\btaux (?:d'interet )?(?:de |a )?[0-9]|\\brachat de credits?|"
	  "\\boffre de (?:pret|credit)" } },
	{ TEXT_CASH, BULK, PSQ_HINT, IN_SAID,
	  "offre de l'argent à qui en manque", { .expression =
	  "\\bbesoin d'(?:argent|un pret|un credit)|\\bmeme (?:fichee?s?|"
	  "interdits? bancaires?)|\\binterdits? bancaires?|\\bsans "
	  "justificatif|\\bvotre (?:nom et (?:votre )?)?rib\\b|\\bcoordonnees "
	  "bancaires" } },
	{ TEXT_SUMMONS, BULK, PSQ_STRONG, ANYWHERE,
	  "fausse convocation", { .expression =
	  "\\b(?:convocation|citation|mandat)[^.\\n]{0,60}\\b(?:judiciaire|"
	  "officielle|en justice)|\\bvous etes (?:convoquee?|vise|poursuivi|"
	  "mis en (?:cause|accusation))|\\bmandat (?:d'arret |sera |est )?"
	  "(?:emis|delivre|lance)" } },
	{ TEXT_LUCK, BULK, PSQ_STRONG, ANYWHERE,
	  "gain, médicaments ou voyance", { .expression =
	  "\\b(?:vous avez gagne|(?:ete |avez ete )?tiree? au sort|reclamer "
	  "votre (?:lot|gain|prix|recompense|cadeau)|heureux gagnant|grand "
	  "gagnant|felicitations,? vous|tirage au sort|loterie|lottery|you "
	  "(?:have )?won|jackpot|casino|paris sportifs|viagra|cialis|"
	  "(?:perdre|perdez) [0-9]+ ?kg|marabout|voyant[es]? |voyance|retour "
	  "(?:de l'etre aime|d'affection)|rencontres? (?:coquines?|sans "
	  "lendemain|discretes?)|iphone (?:[0-9]+ )?(?:offert|gratuit))" } },
	{ TEXT_SITES, BULK, PSQ_STRONG, ANYWHERE,
	  "démarche pour un site web", { .expression =
	  "\\b(?:seo\\b|backlinks?|(?:premiere|1ere) page (?:de|sur|des) |"
	  "first page of|rank(?:ing)? (?:on|in) google|web ?(?:design|"
	  "development) |(?:creation|refonte) (?:de|d'un|de votre) site|"
	  "referencement (?:naturel|google|internet|de votre)|votre site "
	  "(?:web|internet)|your website|visibilite (?:en ligne|sur)|base de "
	  "donnees (?:e-?mails?|de contacts)|fichiers? (?:de )?prospects?)" } },
	{ TEXT_SUBSIDY, BULK, PSQ_HINT, ANYWHERE,
	  "démarche sur des aides", { .expression =
	  "\\b(?:pompe a chaleur|panneaux (?:solaires|photovoltaiques)|"
	  "isolation|maprimerenov'?|prime (?:renov|energie)|compte "
	  "(?:personnel de )?formation|\\bcpf\\b|eligib\\w+|mutuelle "
	  "(?:senior|sante)|assurance (?:vie|obseques|deces)|prise en charge "
	  "a 100)" } },
	{ TEXT_BLACKMAIL, BULK, PSQ_STRONG, IN_SAID,
	  "chantage envoyé en nombre", { .expression =
	  "\\b(?:j'ai|nous avons|i(?: have|'ve)?) (?:\\w+ )?(?:pirate|hacke|"
	  "installe|infecte|hacked|infected|installed|gained access)"
	  "[^.]{0,60}\\b(?:votre|vos|your)\\b[^.]{0,60}\\b(?:appareils?|"
	  "ordinateur|systeme|camera|compte|device|computer|system|camera|"
	  "account|webcam)" } },
	{ TEXT_TRADE, BULK, PSQ_HINT, ANYWHERE,
	  "démarche d'un fournisseur", { .expression =
	  "\\b(?:manufacturers?|factory|suppliers?|wholesale|shenzhen|"
	  "guangzhou|made in china|moq|free samples?|quotation|we (?:are a|"
	  "offer|supply|provide|can offer)|best price|fabricant (?:de|chinois)"
	  ")\\b" } },
	{ TEXT_EVENT, BULK, PSQ_HINT, ANYWHERE,
	  "invitation en nombre", { .expression =
	  "\\b(?:webinaire|webinar|salon (?:professionnel|international|"
	  "virtuel)|programme complet|inscription (?:gratuite|en ligne|"
	  "obligatoire)|places limitees|billetterie|replay)\\b" } },
	{ TEXT_NOTIFICATION, BULK, PSQ_HINT, ANYWHERE,
	  "avis d'un service en ligne", { .expression =
	  "\\b(?:nouvelle (?:notification|connexion|publication)|new "
	  "(?:notification|sign-?in|login)|vous a (?:mentionne|identifie|"
	  "invite|ajoute)|a publie|code (?:de (?:verification|securite|"
	  "confirmation)|a usage unique)|one-time (?:code|password)|votre "
	  "(?:commande|facture|releve|reservation|bulletin)|suivez votre "
	  "(?:colis|livraison|commande)|nouveaux resultats "
	  "pour|modifier cette alerte|vous etes invitee?s? a l'evenement|"
	  "numero de suivi|tracking number|order "
	  "(?:confirmation|number)|invoice|facture (?:n|du|disponible)|"
	  "confirmation de commande)\\b" } },
	{ TEXT_NOTIFICATION, BULK, PSQ_STRONG, IN_SAID,
	  "suite d'un achat", { .expression =
	  "\\bmerci pour (?:votre|vos) (?:achats?|commandes?|inscription|"
	  "reservation)|\\bthank you for your (?:order|purchase)" } },
	{ TEXT_DIGEST, BULK, PSQ_STRONG, ANYWHERE,
	  "recueil d'une liste de diffusion", { .expression =
	  "\\b(?:resume|digest|recueil) (?:de|of|du) [^\\n]{1,60}(?:vol|"
	  "parution|issue|numero)|\\benvoyez vos messages pour la liste|"
	  "\\bfin de (?:resume|digest|lot)|\\bend of [^\\n]{1,60}digest\\b|"
	  "\\bsend [^\\n]{1,40} mailing list submissions" } },
	{ TEXT_MACHINE, BULK, PSQ_STRONG, ANYWHERE,
	  "compte rendu d'un programme", { .expression =
	  "\\b(?:cron <|sauvegarde (?:terminee|reussie|echouee)|backup "
	  "(?:completed|failed|succe)|scanned (?:from|image)|numeris(?:ation|"
	  "e) (?:depuis|de|par)|message vocal de|voicemail from|(?:nouveau|"
	  "new) (?:fax|message vocal)|(?:alerte|alarme) (?:supervision|"
	  "monitoring|serveur|systeme|onduleur|intrusion|declenchee)|"
	  "detection de mouvement|batterie faible|capteur |report domain:|"
	  "dmarc|rapport (?:quotidien|de quarantaine|d'analyse antivirus)|"
	  "quarantine (?:digest|report))" } },
	// clang-format on
};

const PsqTextRules psq_kind_texts_spam = { rules, G_N_ELEMENTS(rules) };
