// test-wish.c - how the sender wants to be answered, and whether to be named
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "tests/unit/contact-fixture.h"

#include <string.h>

typedef struct {
	const char *said;
	PsqChannel channel;
	bool anonymous;
} Case;

#define NONE  PSQ_CHANNEL_NONE
#define PHONE PSQ_CHANNEL_PHONE
#define MAIL  PSQ_CHANNEL_MAIL

// clang-format off
static const Case channels[] = {
	{ "Rappelez-moi au 06 39 98 12 34.", PHONE, false },
	{ "Merci de m'appeler, je ne me déplace pas.", PHONE, false },
	{ "merci de me rapeler svp", PHONE, false },
	{ "apelez moi pour me dire kel mercredi", PHONE, false },
	{ "Pouvez-vous me rappeler le soir ?", PHONE, false },
	{ "Pourriez-vous m'appeler quand vous aurez un moment ?", PHONE, false },
	{ "Je préfère le téléphone, j'écris mal.", PHONE, false },
	{ "J'aimerais être rappelée.", PHONE, false },
	{ "Je souhaite que quelqu'un me rappelle.", PHONE, false },
	{ "passez-moi un coup de fil", PHONE, false },
	{ "Merci de me contacter par téléphone.", PHONE, false },
	{ "De préférence par téléphone, sinon par mail.", PHONE, false },
	{ "Please call me back.", PHONE, false },
	{ "Rufen Sie mich bitte an.", PHONE, false },
	{ "Llámeme por favor.", PHONE, false },
	{ "Ne m'appelez surtout pas, écrivez-moi plutôt ici.", MAIL, false },
	{ "m'appelez pas il entend tout, ecrivez ici", MAIL, false },
	{ "Il faut surtout pas me téléphoner, il voit les appels", MAIL, false },
	{ "Ecrivez moi seulement ici, pas de telephone.", MAIL, false },
	{ "Pas par téléphone, j'entends mal.", MAIL, false },
	{ "Une réponse par mail m'arrange.", MAIL, false },
	{ "Merci de me répondre par courriel.", MAIL, false },
	{ "quelques documents envoyés par \ncourriel feront l'affaire", MAIL,
		false },
	{ "Répondez-moi par écrit, que je puisse l'imprimer.", MAIL, false },
	{ "Je vous remercie de me confirmer la date par retour de courriel.",
		MAIL, false },
	{ "je prefere un mail qu un coup de tel", MAIL, false },
	{ "Par mail de préférence, sinon rappelez-moi.", MAIL, false },
	{ "A reply by e-mail is best, I work nights.", MAIL, false },
	{ "Please don't call me.", MAIL, false },
	{ "Schreiben Sie uns bitte lieber.", MAIL, false },
	{ "Antworten Sie mir bitte per E-Mail.", MAIL, false },
	{ "Prefiero un correo.", MAIL, false },
	{ "Ne téléphonez pas le portable sonnerait", MAIL, false },
	{ "Inutile de m'appeler, je travaille de nuit, écrivez.", MAIL, false },
	{ "Je préfère ne pas donner mon numéro. Écrivez.", MAIL, false },
	{ "Ne téléphonez pas au magasin.", NONE, false },
	{ "Un simple coup de fil me suffirait.", PHONE, false },
	{ "I would rather be phoned than written to.", PHONE, false },
	{ "You may ring me on +44 7700 900123.", NONE, false },
	{ "Vous pouvez m'appeler après 18 h.", NONE, false },
	{ "Joignable au 06 39 98 12 34.", NONE, false },
	{ "Mon téléphone : 03 53 01 14 27 (laissez sonner)", NONE, false },
	{ "Par téléphone ou par courriel, à votre convenance.", NONE, false },
	{ "Tenez-moi informé par mail ou par téléphone.", NONE, false },
	{ "J'ai déjà appelé la mairie, on me renvoie vers vous.", NONE, false },
	{ "N'appelez pas chez elle, elle a peur.", NONE, false },
	{ "Pouvez-vous me rappeler les horaires ?", NONE, false },
	{ "Pouvez-vous prendre ma plainte par ce mail ?", NONE, false },
	{ "Un mail ou rien.", MAIL, false },
	{ "Le mieux serait de m'appeler.", PHONE, false },
	{ "Proszę o telefon.", PHONE, false },
	{ "اتصلوا بي من فضلكم", PHONE, false },
	{ "Lütfen bana e-posta ile cevap verin.", MAIL, false },
	{ "Je ne veux que des mails.", MAIL, false },
	{ "Je n'ai reçu aucun mail de vous.", NONE, false },
	{ "Je n'ai pas de téléphone portable.", NONE, false },
	{ "Merci de m'avoir répondu.", NONE, false },
	{ "si mes voisins crient faut faire le 17 ou vous ecrire ici ?", NONE,
		false },
	{ "Merci de rappeler la règle de la laisse.", NONE, false },
	{ "On m'a répondu que la journée on a le droit.", NONE, false },
	{ "Bonjour, je m'appelle Karim.", NONE, false },
};

static const Case names[] = {
	{ "Je souhaite rester anonyme.", NONE, true },
	{ "Merci de garder l'anonymat.", NONE, true },
	{ "je veu resté anonyme svp, surtout garder mon anonymat", NONE, true },
	{ "Je vous demande de ne citer mon nom à personne.", NONE, true },
	{ "Ne donnez pas mon nom svp", NONE, true },
	{ "Je préfère ne pas donner mon nom.", NONE, true },
	{ "Je vous demande que mon nom ne lui parvienne jamais.", NONE, true },
	{ "ne leur dites pas que c'est moi", NONE, true },
	{ "Que ça reste entre nous.", NONE, true },
	{ "Je n'indique pas mon nom.", NONE, true },
	{ "On ne donnera pas nos noms.", NONE, true },
	{ "Je ne veux pas que le voisin sache que ça vient de moi.", NONE, true },
	{ "pas de nom au dossier svp", NONE, true },
	{ "I would like to remain anonymous.", NONE, true },
	{ "Please don't mention my name.", NONE, true },
	{ "Ich möchte anonym bleiben.", NONE, true },
	{ "Quiero quedar en el anonimato.", NONE, true },
	{ "Que mon nom ne lui soit communiqué en aucun cas.", NONE, true },
	{ "Merci d'agir sans nous citer.", NONE, true },
	{ "Je ne veux pas être nommée.", NONE, true },
	{ "Je ne veux apparaître nulle part.", NONE, true },
	{ "Je veux être citée comme témoin.", NONE, false },
	{ "Il ne doit pas savoir que l'alerte vient de nous.", NONE, true },
	{ "Que le propriétaire ne sache pas qui a écrit, svp.", NONE, true },
	{ "J'ai reçu des lettres anonymes. Je souhaite rester anonyme.", NONE,
		true },
	{ "They must not find out who told you.", NONE, true },
	{ "Er soll nicht erfahren, wer Ihnen geschrieben hat.", NONE, true },
	{ "Que no sepan que soy yo.", NONE, true },
	{ "O meu nome não pode aparecer.", NONE, true },
	{ "Il mio nome non deve comparire.", NONE, true },
	{ "Proszę nie podawać mojego nazwiska.", NONE, true },
	{ "Adımı vermeyin lütfen.", NONE, true },
	{ "Mijn naam mag niet genoemd worden.", NONE, true },
	{ "لا تذكروا اسمي لأحد", NONE, true },
	{ "Peut-on écrire ici de façon anonyme ?", NONE, false },
	{ "Est-ce que les messages restent anonymes ?", NONE, false },
	{ "Je ne sais pas qui a écrit sur le mur.", NONE, false },
	{ "On ne sait jamais d'où ça vient.", NONE, false },
	{ "I do not know who it was.", NONE, false },
	{ "Die Nachbarn wissen nicht, wer das war.", NONE, false },
	{ "Mon voisin, qui veut rester anonyme, me charge de vous écrire.", NONE,
		false },
	{ "Je reçois des lettres anonymes.", NONE, false },
	{ "Je ne demande pas l'anonymat.", NONE, false },
	{ "Les voisins préfèrent tous rester anonymes.", NONE, false },
	{ "Je préfère ne pas donner son nom tant qu'elle n'est pas d'accord.",
		NONE, false },
	{ "Quelqu'un a pris un crédit à mon nom.", NONE, false },
	{ "Mon nom est Dupont.", NONE, false },
	{ "Merci de votre discrétion.", NONE, false },
	{ "On s'est arrangé entre nous.", NONE, false },
};
// clang-format on

static PsqTestReader *const readers[] = { psq_wish_read, NULL };

static char *
differ(const PsqReading *reading, const void *data)
{
	const Case *c = data;
	const PsqContact *contact = &reading->contact;
	return contact->channel == c->channel &&
			contact->anonymous == c->anonymous
		? NULL
		: g_strdup_printf("channel %d, anonymous %d",
			  (int)contact->channel, contact->anonymous);
}

static void
check(const Case *cases, size_t count)
{
	psq_test_each(cases, count, sizeof *cases, readers, differ);
}

static void
test_channels(void)
{
	check(channels, G_N_ELEMENTS(channels));
}

static void
test_names(void)
{
	check(names, G_N_ELEMENTS(names));
}

static void
test_evidence(void)
{
	PsqTestMail mail = { .subject = "répondez ici par écrit",
		.said = "Ne dites pas mon\nnom." };
	PsqReading *reading = psq_test_read(&mail, readers);
	g_assert_cmpint(reading->contact.channel, ==, PSQ_CHANNEL_MAIL);
	g_assert_true(reading->contact.anonymous);
	g_assert_cmpuint(reading->evidence->len, ==, 2);
	const PsqEvidence *channel = g_ptr_array_index(reading->evidence, 0);
	const PsqEvidence *name = g_ptr_array_index(reading->evidence, 1);
	g_assert_cmpstr(channel->of, ==, "channel");
	g_assert_cmpstr(channel->from, ==, "subject");
	g_assert_cmpstr(name->of, ==, "anonymous");
	g_assert_cmpstr(name->text, ==, "Ne dites pas mon\nnom");
	psq_test_reading_free(reading);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/wish/channels", test_channels);
	g_test_add_func("/wish/names", test_names);
	g_test_add_func("/wish/evidence", test_evidence);
	int status = g_test_run();
	psq_test_lexicon_free();
	return status;
}
