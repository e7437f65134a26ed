// wish-patterns.c - the phrases that say how to answer, or ask for secrecy
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/wish-patterns.h"

#include <glib.h>

// clang-format off
#define MAIL   "(?:e-?mails?|mails?|mel|courriels?|ecrit|courrier|messages?|" \
	       "sms|messagerie|retour(?: de)? (?:mail|courriel)|retour)"
#define PHONE  "(?:telephone|tel\\b|fil\\b|appel|phone)"
#define CALL   "(?:r+e?)?app?ell?"
#define PLEASE "(?: (?:svp|stp|s'il vous plait|sil vous plait|plutot|" \
	       "seulement|uniquement|juste|donc|bien|vite|directement))*"
#define POLITE "(?:merci de|merci d'avance de|veuillez|priere de|" \
	       "je vous (?:prie|remercie|demande|saurais gre|serais " \
	       "(?:reconnaissante?|obligee?))[^.]{0,20} de|pouvez[- ]vous|" \
	       "pourriez[- ]vous|pouriez[- ]vous|pourrez[- ]vous|" \
	       "vous pourriez|faut|il faudrait|peut[- ]on|pourrait|peux[- ]tu|" \
	       "est[- ]ce que (?:vous|quelqu'un|on) (?:pouvez|pourriez|peut|" \
	       "pourrait))"
#define WILL   "j(?:e |')(?:aimerais?|voudrais?|souhaite(?:rais?)?|veu[xt]?|" \
	       "prefere(?:rais?)?|desire(?:rais?)?|attends?)"
#define NOT_A_REMINDER "(?! (?:les|la|l'|que|qu'|comment|quel|ce qu|mes|mon|" \
	       "ma|votre|vos|son)\\b)"
#define ONLY_THEN "(?! (?:svp )?(?:avant|apres|le matin|la nuit|au travail|" \
	       "entre|pendant|chez|sur mon fixe|au 0|a partir|en journee))"

PsqWishPhrase psq_wish_phrases[] = {
	// Not to be called.
	{ PSQ_WISH_NO_PHONE, 2, { .expression =
		"\\b(?:m'|m |me |nous )(?:" CALL "(?:ez|er|es?)|telephone[rz]?|"
		"contacte[rz]? par tel\\w*)" PLEASE "(?: surtout| jamais)? pas\\b"
		ONLY_THEN } },
	{ PSQ_WISH_NO_PHONE, 2, { .expression =
		"\\b(?:pas|jamais|faut pas|evite[rz]? de|inutile de|sans)"
		"(?: surtout)? "
		"(?:me |m'|m |nous )(?:" CALL "er|telephoner|contacter par tel\\w*)"
		ONLY_THEN } },
	{ PSQ_WISH_NO_PHONE, 2, { .expression =
		"\\bne (?:surtout )?(?:pas )?" CALL "e[rz](?: surtout| jamais)?"
		"(?: pas)?(?= ?(?:$|[.!,;:)]|svp|merci|je|il|elle|car|la maison|"
		"a la maison|chez (?:moi|nous)))|\\b(?:ne|n) (?:surtout )?(?:pas )?"
		"telephone[rz](?: surtout| jamais)?+(?: pas)?+"
		"(?! ?(?:au |aux |a (?:mon|ma|mes|l'|elle|lui|eux|cet)|chez (?:elle|"
		"lui|eux|ma|mon|mes)))" } },
	{ PSQ_WISH_NO_PHONE, 2, { .expression =
		"(?<!ai )(?<!ai plus )(?<!as )(?<!a )(?<!a plus )(?<!avons )"
		"\\bpas (?:d'|de |par )(?:appels?|coups? de (?:fil|tel\\w*)|"
		"tel\\b|telephone)(?! (?:portable|mobile|fixe|a |au|pour))" } },
	{ PSQ_WISH_NO_PHONE, 2, { .expression =
		"\\b(?:evite[rz]|plutot que) (?:de )?(?:le |les |par |un |m')?"
		"(?:telephone\\w*|appels?|appeler|coup de (?:fil|tel\\w*))" } },
	{ PSQ_WISH_NO_PHONE, 2, { .expression =
		"\\b(?:do not|don't|dont|never|please no) (?:call|phone|ring|calls)"
		"|rufen sie (?:mich |uns )?(?:bitte )?nicht an|nicht anrufen|"
		"keine anrufe|no (?:me|nos) llam|nao (?:me )?(?:liguem|telefonem)|"
		"non (?:mi )?chiam" } },

	// By mail.
	{ PSQ_WISH_MAIL, 2, { .expression =
		"\\b(?:de preference|plutot|uniquement|seulement|exclusivement|"
		"si possible|idealement)(?: vous)?(?: m'ecrire| me repondre)?,? "
		"(?:par|un) " MAIL "\\b" } },
	{ PSQ_WISH_MAIL, 2, { .expression =
		"\\bpar " MAIL "\\b,? ?(?:de preference|si possible|uniquement|"
		"seulement|exclusivement|plutot|m'arrange|me convien|est mieux|"
		"c'est mieux|ce serait mieux)" } },
	{ PSQ_WISH_MAIL, 2, { .expression =
		"\\bprefi?er\\w+ (?:(?:que|de|etre|vous|me|recevoir|contactee?|"
		"jointe?|une?|reponse|le|les|par|l') ?){0,5}(?:mail|e-mail|"
		"courriel|ecrit|message|sms|correo|email)" } },
	{ PSQ_WISH_MAIL, 1, { .expression =
		"\\b(?:repond\\w*|reponse|repons|retour)" PLEASE
		"(?:[- ]?(?:moi|nous|me|simplement))?" PLEASE
		" (?:par|via|en) (?:ce |cet )?" MAIL "\\b" } },
	{ PSQ_WISH_MAIL, 1, { .expression =
		"(?<!pas )(?<!plus )\\b(?:repond(?:ez|e[rs]?|re)|ecriv(?:ez|er?)|m'ecrire|"
		"nous ecrire)[- ]?(?:moi|nous)?" PLEASE " (?:ici|(?:sur|a) (?:ce|cet|"
		"cette|mon|l')(?: |')?(?:mail|adresse|messagerie|boite|e-mail)|"
		"par " MAIL ")" } },
	{ PSQ_WISH_MAIL, 1, { .expression =
		"\\becrivez[- ](?:moi|nous)\\b|\\benvoyez[- ](?:moi|nous)" PLEASE
		" un (?:mail|courriel|message|sms|e-mail)|"
		"(?:^|[.!?,] )ecrivez(?:[- ]moi)? ?[.!]*$" } },
	{ PSQ_WISH_MAIL, 1, { .expression =
		"\\b(?:me|m'|nous) ?(?:en )?(?:contacter|joindre|recontacter|"
		"repondre|confirmer|informer|ecrire|tenir (?:informee?s?|au "
		"courant)|aviser|transmettre|envoyer|prevenir|indiquer)"
		"(?: [^.,;]{0,40}?)? (?:par|via) " MAIL "\\b" } },
	{ PSQ_WISH_MAIL, 2, { .expression =
		"\\b(?:un |par |que (?:par |des? )?|juste (?:un |par )?)" MAIL
		" (?:ou rien|et rien d'autre|sinon rien|et c'est tout)|"
		"\\b(?:ve?u[xt]|souhait\\w*|accept\\w*|repond\\w*) (?:pas )?que "
		"(?:par |des? )?" MAIL "\\b" } },
	{ PSQ_WISH_MAIL, 1, { .expression =
		"\\bpar retour (?:de |d')?(?:mail|courriel|e-?mail|message)" } },
	{ PSQ_WISH_MAIL, 1, { .expression =
		"\\b(?:par|un(?: simple)?|deux lignes par|quelques (?:lignes|mots) "
		"par) (?:mail|courriel|e-?mail|ecrit|message|sms)"
		"(?: de votre part)?,? (?:me |nous |m'|ca |c'est |sera )?"
		"(?:suffi|convien|arrange|fer(?:a|ont|ait) l'affaire|ira|irait|ok|"
		"parfait|va bien|rassure)" } },
	{ PSQ_WISH_MAIL, 1, { .expression =
		"\\b(?:reponse|confirmation) (?:ecrite|par " MAIL ")\\b" } },
	{ PSQ_WISH_MAIL, 1, { .expression =
		"\\b(?:contactez|joignez|recontactez)[- ](?:moi|nous)" PLEASE
		" par " MAIL "\\b" } },
	{ PSQ_WISH_MAIL, 2, { .expression =
		"\\b(?:reply|answer|respon[ds]\\w*|write|contact|reach)\\b[^.]{0,25}"
		"\\b(?:by|via|in) (?:e-?mail|mail|writing)\\b|\\be-?mail (?:me|us|"
		"is (?:best|better|fine)|preferred|only)|\\bby e-?mail (?:please|"
		"only|preferred)|write to me here" } },
	{ PSQ_WISH_MAIL, 2, { .expression =
		"\\b(?:antwort\\w*|schreib\\w*|melden|kontakt\\w*)\\b[^.]{0,40}"
		"\\b(?:per e-?mail|per mail|schriftlich)|\\bschreiben sie "
		"(?:mir|uns)|\\blieber (?:schriftlich|per e?-?mail)" } },
	{ PSQ_WISH_MAIL, 2, { .expression =
		"\\b(?:respond|contest|escrib)\\w*\\b[^.]{0,30}\\bpor (?:correo|"
		"escrito|e-?mail|mail)|\\bescriban?me\\b|"
		"\\b(?:respond|escrev)\\w*\\b[^.]{0,30}\\bpor (?:e-?mail|escrito)|"
		"\\bescrevam?-me|\\brispond\\w*\\b[^.]{0,30}(?:via|per) "
		"(?:e-?mail|mail|iscritto)|\\bodpowiedz\\w* (?:e-?)?mailem" } },

	// By telephone.
	{ PSQ_WISH_PHONE, 2, { .expression =
		"\\b(?:de preference|plutot|uniquement|seulement|si possible) par "
		"tel(?:ephone)?\\b|\\bpar tel(?:ephone)? (?:de preference|"
		"si possible|uniquement|seulement|plutot|svp)" } },
	{ PSQ_WISH_PHONE, 2, { .expression =
		"\\bprefer\\w+ (?:(?:que|de|etre|vous|me|m'|un|une|le|les|par|qu'on|"
		"parler|discuter|echanger|au) ?){0,5}(?:telephone|tel\\b|appel|"
		"coup de (?:fil|tel)|rappel)" } },
	{ PSQ_WISH_PHONE, 1, { .expression =
		"\\b" CALL "(?:ez|er|es?|ont)[- ](?:moi|nous)\\b" NOT_A_REMINDER
		"|\\btelephone[rz]?[- ](?:moi|nous)\\b|\\bpasse[rz][- ](?:moi|nous) "
		"un (?:petit )?coup de (?:fil|tel)|\\bdonnez[- ]moi un coup de (?:fil|"
		"tel)" } },
	{ PSQ_WISH_PHONE, 1, { .expression =
		"\\b" POLITE PLEASE " (?:bien vouloir )?(?:me |m'|m |nous )(?:bien )?"
		"(?:" CALL "(?:er|ez|e)|telephoner|(?:re)?contacter par tel\\w*|"
		"joindre par tel\\w*|passer un (?:petit )?coup de (?:fil|tel))"
		"\\b" NOT_A_REMINDER } },
	{ PSQ_WISH_PHONE, 1, { .expression =
		"\\bmerci (?:de |d')(?:bien vouloir )?(?:telephoner|rappeler|"
		"r?appeler au)\\b" NOT_A_REMINDER "|\\b(?:a|svp|urgent) rappeler\\b|"
		"\\brappel(?:ez|er) (?:svp|s'il|urgent|au 0|merci)" } },
	{ PSQ_WISH_PHONE, 1, { .expression =
		"\\b" WILL "[^.,;]{0,30}\\b(?:etre (?:r+e?)?(?:app?ell?ee?|"
		"contactee? par tel\\w*)|qu'on (?:me |m')" CALL "e|"
		"que (?:vous|quelqu'?un|kelkun)[^.,;]{0,20} (?:me |m')" CALL "e|"
		"votre (?:appel|coup de fil)|un (?:appel|coup de (?:fil|tel)))" } },
	{ PSQ_WISH_PHONE, 1, { .expression =
		"\\bqu(?:'on|e quelqu'?un|e vous) (?:me |m')(?:re?app?ell?|app?ell?)e|"
		"\\bbesoin d'etre (?:r+e?)?app?ell?e|\\bdans l'attente de votre "
		"(?:appel|coup de fil)|\\bj'attends votre (?:appel|coup de)" } },
	{ PSQ_WISH_PHONE, 1, { .expression =
		"\\b(?:contactez|joignez|recontactez|contacter|joindre)[- ]?(?:moi|"
		"nous)?" PLEASE " par tel(?:ephone)?\\b|\\bun (?:simple |petit |bref )*"
		"(?:appel|coup de (?:fil|tel\\w*)) (?:me|m'|nous|serait|svp|suffi|de votre part)" } },
	{ PSQ_WISH_PHONE, 1, { .expression =
		"(?<!not )(?<!n't )(?<!ont )(?<!never )(?<!may )(?<!can )(?<!could )\\b(?:call|phone|ring) "
		"(?:me|us)\\b|\\b(?:rather|prefer to) be (?:called|phoned|rung)|"
		"\\bgive (?:me|us) a (?:call|ring)|\\bplease call\\b|"
		"\\bcall (?:me )?back\\b|\\brufen sie (?:mich|uns)(?! (?:bitte )?nicht)"
		"|\\b(?:ruckruf|bitte um anruf|zuruckrufen)|\\bllamen?me\\b|"
		"\\b(?:pueden|podrian) llamarme|\\b(?:ligue|liguem|telefonem)-me|"
		"\\b(?:ri)?chiamatemi|\\bprosze o (?:telefon|kontakt telefoniczny)|"
		"\\b(?:prosze )?(?:zadzwon\\w*|dzwonic) do mnie|\\bbeni (?:arayin|"
		"ara\\b|arar misiniz)|\\bbel(?:t u)? (?:me|mij|ons)\\b|اتصلوا بي|"
		"الاتصال بي|اتصل بي" } },
	{ PSQ_WISH_PHONE, 2, { .expression =
		"\\b(?:le mieux|le plus simple)[^.;]{0,20} (?:de |que vous )(?:me |m'|"
		"nous )(?:re)?(?:appel\\w*|telephon\\w*)" } },
	{ PSQ_WISH_MAIL, 2, { .expression =
		"\\b(?:le mieux|le plus simple)[^.;]{0,20} (?:de |que vous )(?:me |m'|"
		"nous )(?:re)?(?:ecri\\w*|repond\\w* (?:ici|par))|\\be-?posta ile|"
		"\\b(?:prosze o odpowiedz|odpisac) (?:mailem|e-mailem|na maila)|"
		"\\b(?:antwoord|reageer)\\w*[^.;]{0,20} per (?:e-)?mail|"
		"(?:عبر|على) (?:البريد|الايميل)" } },

	// Both, without a preference.
	{ PSQ_WISH_EITHER, 1, { .expression =
		"\\b(?:mail|courriel|e-?mail|ecrit|message|sms)s?,? (?:ou|/|et|or|"
		"oder|o) (?:bien )?(?:par |au |un |de |me |m'|r?app?el\\w* |coup de |"
		"le )*" PHONE "|\\b(?:telephone|tel|appel\\w*|fil|phone),? (?:ou|/|et|"
		"or|oder|o) (?:bien )?(?:par |un |de |me |m'|via |repond\\w* |"
		"ecri\\w* |le )*(?:mail|courriel|e-?mail|ecrit|message|sms)|"
		"\\bau choix|\\ba votre convenance|\\bcomme vous (?:voulez|preferez)" } },

	// Secrecy.
	{ PSQ_WISH_NAMELESS, 1, { .expression =
		"\\b(?:rest\\w*|garde\\w*|garant\\w*|conserv\\w*|preserv\\w*|"
		"respect\\w*|demeur\\w*|tien[st] a|souhait\\w*|demand\\w*|voul\\w*|"
		"voudr\\w*|veux|sous couvert|assur\\w*|maint\\w*|prefer\\w*|merci|"
		"ecri\\w*|signal\\w*|temoign\\w*|de (?:maniere|facon))\\b[^.;]{0,35}"
		"\\banonym(?:e|es|at|ement|a)\\b" } },
	{ PSQ_WISH_NAMELESS, 1, { .expression =
		"\\b(?:ne|n'|n|sans|pas|surtout|jamais)\\b[^.;]{0,25}"
		"\\b(?:donn\\w*|divulg\\w*|communiqu\\w*|transme\\w*|mentionn\\w*|"
		"cit\\w*|revel\\w*|diffus\\w*|di(?:re|te|tes|sez)|utilis\\w*|"
		"indiqu\\w*|laiss\\w*|signal\\w*|met\\w*|parl\\w*|prononc\\w*|"
		"apparai\\w*|figur\\w*)\\b[^.;]{0,25}\\b(?:mon|notre|nos|mes) "
		"(?:nom|noms|identite|coordonnees|prenom)\\b" } },
	{ PSQ_WISH_NAMELESS, 1, { .expression =
		"\\b(?:mon|notre|nos) (?:nom|noms|identite)\\b[^.;]{0,40}\\b(?:ne|n'|"
		"n)[^.;]{0,25}\\b(?:pas|jamais|nulle part|point|en aucun cas|"
		"a personne|a quiconque|aucun\\w*)\\b|"
		"\\b(?:mon|notre) (?:nom|identite)[^.;]{0,20}\\b(?:soit tue?|secret|"
		"secrete|confidentiel|confidentielle|entre nous|sort pas|circule pas|"
		"apparaisse pas)" } },
	{ PSQ_WISH_NAMELESS, 1, { .expression =
		"\\b(?:ve?u[xt]?|veu|voudrai\\w*|souhait\\w*|aimerai\\w*|prefer\\w*|"
		"envie)\\b[^.;]{0,15}\\b(?:pas|jamais)\\b[^.;]{0,12}\\b(?:que|qu'|"
		"etre|ke)[^.;]{0,40}\\b(?:mon (?:nom|identite)|(?:vien\\w*|c'est|"
		"c|ete) (?:de )?moi|reconnu|identifi|citee?|nommee?)" } },
	{ PSQ_WISH_NAMELESS, 1, { .expression =
		"\\b(?:pas|jamais|surtout)\\b[^.;]{0,25}\\bque? (?:c'est|c|ce soit|"
		"c'etait|[^.;]{0,30}\\bvien\\w*) (?:de )?(?:moi|nous)\\b|"
		"\\b(?:(?:ne |n'|sans que |eviter que )[^.;]{0,25}\\b(?:sach\\w*|"
		"apprenn\\w*|devine\\w*)|(?:doi[st]|doivent|faut) (?:surtout )?pas "
		"(?:(?:qu'\\w+|le|leur) )?(?:savoir|apprendre))\\b[^.;]{0,12}\\bqui "
		"(?:(?:l'|les |vous )?(?:a|ont)|je suis|signal\\w*|ecri\\w*)\\b" } },
	{ PSQ_WISH_NAMELESS, 1, { .expression =
		"\\b(?:sans|ne pas|eviter de|evitez de) (?:me |m'|nous )"
		"(?:citer|nommer|identifier|mentionner|denoncer|devoiler)\\b|"
		"\\b(?:ne (?:me|nous) (?:cite|nomme|mentionne)[rz]|(?:(?:ne |n')?"
		"(?:ve?u[xt]?|souhait\\w*|voudr\\w*|prefer\\w*) (?:ne )?pas|ne "
		"(?:ve?u[xt]?|souhait\\w*|voudr\\w*)) (?:etre (?:cite|nomme|"
		"identifie|mentionne)e?s?|apparaitre))\\b|\\bdiscret\\w* sur (?:mon|notre) (?:nom|"
		"identite)" } },
	{ PSQ_WISH_NAMELESS, 1, { .expression =
		"\\b(?:reste|rester|garde[rz]?|restera?)\\b[^.;]{0,15}\\bentre nous|"
		"\\bpas de noms? (?:au|dans|sur|svp|a|s'il)|\\bje (?:ne )?signe pas|"
		"\\bsans que (?:mon|notre) nom|\\bne pas dire (?:qui je suis|comment "
		"je m'app)|\\bje (?:ne )?dir\\w+ pas (?:mon nom|qui je suis)|"
		"\\bje (?:ne )?(?:donne|donnerai|indique|laisse|met[st]?|precise) pas "
		"(?:mon nom|mon identite)|\\bgarde[rz]? (?:mon|notre) (?:nom|identite) "
		"(?:pour vous|secret|confidentiel)|\\btaire mon nom" } },
	{ PSQ_WISH_NAMELESS, 1, { .expression =
		"\\b(?:remain|stay|keep\\w*|be|treated?)\\b[^.;]{0,20}\\banonymous|"
		"\\banonymous(?:ly)? please|\\b(?:do not|don't|never|not|without)\\b"
		"[^.;]{0,25}\\bmy name|\\bkeep my name|\\banonym (?:bleiben|bleibe|"
		"behandeln)|\\b(?:meinen|mein|unseren) namen?\\b[^.;]{0,25}nicht|"
		"\\bnicht\\b[^.;]{0,20}(?:meinen|mein|unseren) namen" } },
	{ PSQ_WISH_NAMELESS, 1, { .expression =
		"\\b(?:they|he|she|nobody|no one|neighbou?rs?|landlord|let|tell)\\b"
		"[^.;]{0,30}\\b(?:know\\w*|find out|learn|told|anyone|them|him|her)"
		"\\b[^.;]{0,12}\\b(?:it was me|it's me|that i |who (?:i am|told|"
		"wrote|reported|called))|\\b(?:soll\\w*|darf|durfen|muss\\w*|"
		"bitte)\\b[^.;]{0,20}\\b(?:nicht|nie)\\b[^.;]{0,20}\\b(?:erfahr\\w*|"
		"wissen|sag\\w*)\\b[^.;]{0,25}\\b(?:wer|dass ich|von mir)\\b" } },
	{ PSQ_WISH_NAMELESS, 1, { .expression =
		"\\banonim(?:o|a|ato|amente|os|as|ow\\w*)\\b|\\banoniem\\b|"
		"\\banonim kal\\w*|\\b(?:no|sin|nao|sem|non|senza|nie|niet|bez|"
		"zonder)\\b[^.;]{0,30}\\b(?:mi nombre|meu nome|mio nome|moj\\w* "
		"(?:nazwisk|imi|dan)\\w*|mijn naam|soy yo|fui yo|sou eu|fui eu|"
		"sono stat[oa]|quien soy|chi sono|quem sou)|\\b(?:mi nombre|meu "
		"nome|mio nome|moje (?:nazwisko|dane|imie)|mijn naam)\\b[^.;]{0,25}"
		"\\b(?:no|nao|non|nie|niet|secreto|segredo|segreto|geheim|"
		"confidencial|riservato)\\b" } },
	// The folding keeps the dotless i, and Arabic has no word ends here.
	{ PSQ_WISH_NAMELESS, 1, { .expression =
		"(?:\\bad|\\bism|\\bisim|\\bkimlig)(?:i|\u0131)m[^.;]{0,25}\\b(?:"
		"soyleme|verme|paylasma|aciklama|gizli|kimse|bilinme|belirtme)|"
		"\\bbenim (?:soyledigimi|yazdigimi|oldugumu)[^.;]{0,25}(?:soyleme|"
		"bilme|ogrenme)|(?:\u0644\u0627|\u062f\u0648\u0646|\u0639\u062f\u0645|\u0628\u062f\u0648\u0646)[^.;]{0,40}(?:"
		"\u0627\u0633\u0645\u064a|\u0647\u0648\u064a\u062a\u064a|\u0645\u0646 \u0627\u0646\u0627|\u0627\u0646\u0646\u064a \u0627\u0646\u0627)|\u0645\u062c\u0647\u0648\u0644 \u0627\u0644\u0647\u0648\u064a\u0629" } },

	{ PSQ_WISH_NAMED, 1, { .expression =
		"\\b(?:pas|ni|aucun|rien d'|jamais) (?:du tout |besoin de |besoin d'|"
		"l'|d'|rester |a rester |un |une |en )*anonym|"
		"\\b(?:lettres?|courriers?|appels?|messages?|numeros?|compte|profil|"
		"denonciations?|sms|mails?) anonym|"
		"\\b(?:est-ce que (?:ca|c'est|cela|tout|le|les|on)|peut-on|"
		"peut on|comment|(?:est|sont|reste\\w*)-(?:ce|il|elle|ils))\\b"
		"[^.;?]{0,40}\\banonym[^.;?]*\\?|"
		"\\b(?:ils|elles|voisins|riverains|habitants|certains|plusieurs|"
		"il|elle|ma voisine|mon voisin|un temoin)[ ,][^.;]{0,40}anonym" } },
};
// clang-format on

const size_t psq_wish_phrase_count = G_N_ELEMENTS(psq_wish_phrases);
