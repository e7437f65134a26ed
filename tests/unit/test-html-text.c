// test-html-text.c - HTML as mailers write it, and as nobody should
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/html-text.h"

#include <string.h>

typedef struct {
	const char *name;
	const char *html;
	const char *text;
} Case;

static const Case cases[] = {
	// clang-format off
	{ "paragraphs", "<p>un</p><p>deux</p>", "un\n\ndeux\n" },
	{ "line breaks", "un<br>deux<br/><br>trois", "un\ndeux\n\ntrois\n" },
	{ "divs as Gmail writes them",
	  "<div>un</div><div><br></div><div>deux<br></div><div>trois</div>",
	  "un\n\ndeux\ntrois\n" },
	{ "white space", "<p> un\n  <b>deux</b> trois&nbsp;quatre </p>",
	  "un deux trois quatre\n" },
	{ "space before a link", "au <a href=\"tel:+33639981234\">06 39 98 12 34"
	  "</a>.", "au 06 39 98 12 34.\n" },
	{ "words in pieces", "<b>i</b>n<i>t</i>act", "intact\n" },
	{ "headings and rule", "<h1>Titre</h1>un<hr>deux",
	  "Titre\n\nun\n________________________________\ndeux\n" },
	{ "bullets", "<ul><li>un<li>deux</ul>trois", "- un\n- deux\ntrois\n" },
	{ "numbers", "<ol><li>un</li><li>deux<ul><li>a</li></ul></li>"
	  "<li>trois</li></ol>", "1. un\n2. deux\n- a\n3. trois\n" },
	{ "table", "<table><tr><td>Nom</td><td>Le Goff</td></tr>"
	  "<tr><th>Tél</th><td>06 39 98 12 34</td></tr></table>",
	  "Nom Le Goff\nTél 06 39 98 12 34\n" },
	{ "pre", "<pre>a\n  b\n\nc</pre>d", "a\n  b\n\nc\nd\n" },
	{ "white-space: pre-wrap",
	  "<div style=\"white-space: pre-wrap\">a\nb</div>", "a\nb\n" },
	{ "entities", "&eacute; &#233; &#xe9; &amp;lt; &euro; &#x1F600; &bogus;",
	  "é é é &lt; € 😀 &bogus;\n" },
	{ "windows' entities", "l&#146;eau &#128;", "l’eau €\n" },
	{ "null and surrogate entities", "a&#0;b&#xD800;c", "abc\n" },
	{ "lying meta", "<meta http-equiv=Content-Type content=\"text/html; "
	  "charset=windows-1252\"><p>été", "été\n" },
	{ "link", "<a href=\"https://www.x.example/p?a=1&amp;b=2\">ici</a>",
	  "ici <https://www.x.example/p?a=1&b=2>\n" },
	{ "link that says where", "<a href=\"https://www.x.example/\">x.example"
	  "</a> <a href=\"mailto:A@x.example?subject=b\">a@x.example</a>",
	  "x.example a@x.example\n" },
	{ "mail link", "<a href=\"mailto:a@x.example\">Jean</a>",
	  "Jean <a@x.example>\n" },
	{ "useless links", "<a href=\"#top\">haut</a> <a name=x>b</a> "
	  "<a href=\"javascript:alert(1)\">c</a> <a href='https://e.example'>"
	  "</a>", "haut b c\n" },
	{ "pictures", "<img src=\"cid:1@x\" alt=\"plan du\nquartier\">"
	  "<img alt=\"\"><img>", "[plan du quartier]\n" },
	{ "blockquotes", "un<blockquote>a<blockquote>b<p>c</blockquote>"
	  "</blockquote>deux", "un\n> a\n> > b\n> >\n> > c\n\ndeux\n" },
	{ "indented, not quoted", "<blockquote style=\"margin:0 0 0 40px;"
	  "border:none;padding:0px\">un</blockquote>", "un\n" },
	{ "hidden", "<div style=\"display:none\">a</div>"
	  "<span style=\"mso-hide: all\">b</span>"
	  "<span style='VISIBILITY : hidden'>c</span>"
	  "<div style=\"max-height:0px;overflow:hidden\">d</div>"
	  "<p hidden>e</p>vu", "vu\n" },
	{ "font of no size", "<td style=\"font-size:0px\">a<p style=\""
	  "font-size:14px\">vu</p></td><p style=\"font-size:0.9em\">aussi</p>",
	  "vu\n\naussi\n" },
	{ "preheader filler", "<p>\u200c\u00a0\u034f\u00ad\ufeffvu</p>",
	  "vu\n" },
	{ "hidden, but all there is", "<div style=\"display:none\">a</div>",
	  "a\n" },
	{ "dropped", "<head><title>t</title><style>p{}</style></head><script>"
	  "document.write('</p>');if(a<b)c();</script><template>x</template>"
	  "<svg><text>y</text></svg>vu<!-- c --><!--[if mso]>z<![endif]-->",
	  "vu\n" },
	{ "head without end", "<html><head><title>t</title><p>vu", "vu\n" },
	{ "title without end", "<title>t<p>vu</p>", "t\n\nvu\n" },
	{ "script in a script", "<script>'<script>'</script>vu", "vu\n" },
	{ "comment without end", "vu <!-- <b>aussi</b>", "vu aussi\n" },
	{ "empty comments", "un<!-->deux<!--->trois", "undeuxtrois\n" },
	{ "processing instructions", "<?xml version=\"1.0\"?><!DOCTYPE html>"
	  "<![if !mso]>vu<![endif]>", "vu\n" },
	{ "less than", "3 < 4 <3 a<b", "3 < 4 <3 a<b\n" },
	{ "tag without end", "vu <b", "vu <b\n" },
	{ "quote without end", "un <a href=\"x>deux</a> trois", "un deux trois\n" },
	{ "misnested", "<b>un<i>deux</b>trois</i><div>quatre</p>cinq",
	  "undeuxtrois\nquatrecinq\n" },
	{ "end tags alone", "</div></p></b>un</td></html>deux", "un\ndeux\n" },
	{ "two documents", "<html><body>un</body></html><html><body>deux",
	  "un\n\ndeux\n" },
	{ "Word", "<p class=MsoNormal>Bonjour,<o:p></o:p></p><p class=MsoNormal>"
	  "<o:p>&nbsp;</o:p></p><p class=MsoNormal>Voici.<o:p></o:p></p>",
	  "Bonjour,\n\nVoici.\n" },
	{ "nothing", "", "" },
	{ "no text", "<html><body><img src=x></body></html>", "" },
	// clang-format on
};

static void
test_case(gconstpointer data)
{
	const Case *c = data;
	g_autoptr(PsqHtmlText) read = psq_html_text_new(c->html, 10000);
	g_assert_cmpstr(read->text, ==, c->text);
	g_assert_cmpint(read->quote_at, ==, -1);
	g_assert_false(read->cut);
}

typedef struct {
	const char *name;
	const char *html;
	const char *quote; // what text has from quote_at; NULL: -1
} Quote;

static const Quote quotes[] = {
	// clang-format off
	{ "Gmail", "<div>oui</div><div class=\"gmail_quote\"><div>Le lun. a "
	  "écrit :</div><blockquote class=\"gmail_quote\">vieux</blockquote>"
	  "</div>", "Le lun. a écrit :\n> vieux\n" },
	{ "Gmail, answered below", "<div class=gmail_quote>Le lun. a écrit :"
	  "<blockquote class=gmail_quote>vieux</blockquote></div>oui", NULL },
	{ "Thunderbird", "<p>oui</p><div class=\"moz-cite-prefix\">Le 3 a écrit :"
	  "<br></div><blockquote type=\"cite\">vieux</blockquote>",
	  "Le 3 a écrit :\n> vieux\n" },
	{ "Thunderbird, answered below", "<div class=\"moz-cite-prefix\">Le 3 :"
	  "</div><blockquote type=\"cite\">vieux</blockquote><p>oui</p>", NULL },
	{ "Apple Mail", "oui<br><div><blockquote type=\"cite\">vieux"
	  "</blockquote></div>", "> vieux\n" },
	{ "Apple Mail, answers between", "<blockquote type=cite>a</blockquote>"
	  "oui<blockquote type=cite>b</blockquote>non", NULL },
	{ "Yahoo", "oui<div id=\"yahoo_quoted_1\" class=\"yahoo_quoted\">Le 3 :"
	  "</div>", "Le 3 :\n" },
	{ "Outlook on the web", "oui<hr><div id=\"x_divRplyFwdMsg\">De : a</div>"
	  "<div>vieux</div>", "De : a\nvieux\n" },
	{ "Outlook, empty mark", "<div>oui</div><div id=appendonsend></div><hr>"
	  "vieux", "________________________________\nvieux\n" },
	{ "Outlook on Windows", "<p>oui</p><div><div style='border:none;"
	  "border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm'><p>De : a</p></div>"
	  "</div><p>vieux</p>", "De : a\n\nvieux\n" },
	{ "Outlook on the Mac", "oui<span id=OLK_SRC_BODY_SECTION>De : a</span>",
	  "De : a\n" },
	{ "Proton", "oui<div class=\"protonmail_quote\">Le 3 :</div>",
	  "Le 3 :\n" },
	{ "Zimbra", "<p>oui</p><hr id=\"zwchr\" data-marker=\"__DIVIDER__\">"
	  "<b>De: </b>a", "________________________________\nDe: a\n" },
	{ "an empty container", "un<div class=gmail_quote></div>deux", NULL },
	{ "a hidden container", "un<div class=gmail_quote style=display:none>a"
	  "</div>", NULL },
	{ "no container", "un<blockquote>deux</blockquote>", NULL },
	// clang-format on
};

static void
test_quote(gconstpointer data)
{
	const Quote *c = data;
	g_autoptr(PsqHtmlText) read = psq_html_text_new(c->html, 10000);
	g_assert_cmpstr(
		read->quote_at >= 0 ? read->text + read->quote_at : NULL, ==,
		c->quote);
}

static void
test_cids(void)
{
	g_autoptr(PsqHtmlText) read = psq_html_text_new(
		"<td background=\"cid:b@x\"><img src=\"cid:a@x\" "
		"style=display:none>",
		100);
	g_assert_cmpuint(read->cids->len, ==, 2);
	g_assert_cmpstr(read->cids->pdata[0], ==, "b@x");
	g_assert_cmpstr(read->cids->pdata[1], ==, "a@x");
}

static void
test_bound(void)
{
	g_autoptr(GString) html = g_string_new(NULL);
	for (int i = 0; i < 10000; i++) {
		g_string_append(html, "<blockquote>mot ");
	}
	g_autoptr(PsqHtmlText) read = psq_html_text_new(html->str, 1000);
	g_assert_true(read->cut);
	g_assert_cmpuint(strlen(read->text), <, 1100);
}

// Each of two megabytes; the comments say what it cost without html-guard.h.
static const struct {
	const char *name;
	const char *head;
	const char *first; // for the first half
	const char *then;
	const char *tail;
} bombs[] = {
	// clang-format off
	{ "attributes", "<p ", "a=1 ", "b ", ">vu" },           // 80 s
	{ "open elements", "", "<b>", "</i>", "vu" },           // 140 s
	{ "open elements, body", "", "<b>", "<body>", "vu" },   // 120 s
	{ "left open by priority", "", "<b><div></b>", "</i>", "vu" },
	{ "nested", "", "<div>", "<div>", "vu" },
	{ "tables", "", "<table><tr><td>", "<table><tr><td>", "vu" },
	{ "misnested", "", "<a><font><i></a>", "<a><font><i></a>", "vu" },
	{ "comments", "", "<!-- ", "<!-- ", "vu" },
	{ "instructions", "", "<!", "<?", "vu>vu" },
	{ "less than", "", "<", "<a", ">vu" },
	{ "quotes", "", "<a href=\"", "<a b='", "'\">vu" },
	{ "entities", "", "&", "&aaaaaaa", "vu" },
	{ "scripts", "", "<script>", "<script>", "</script>vu" },
	{ "titles", "", "<title>x<p>", "<title>x<p>", "vu" },
	// clang-format on
};

static void
test_bombs(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(bombs); i++) {
		g_autoptr(GString) html = g_string_new(bombs[i].head);
		while (html->len < 1000 * 1000) {
			g_string_append(html, bombs[i].first);
		}
		while (html->len < 2 * 1000 * 1000) {
			g_string_append(html, bombs[i].then);
		}
		g_string_append(html, bombs[i].tail);
		g_test_timer_start();
		g_autoptr(PsqHtmlText) read =
			psq_html_text_new(html->str, 512 * 1024);
		double seconds = g_test_timer_elapsed();
		g_test_message("%s: %.3f s", bombs[i].name, seconds);
		g_assert_cmpfloat(seconds, <, 20);
		g_assert_true(read->cut || strstr(read->text, "vu") != NULL);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	psq_html_text_init();
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path =
			g_strdup_printf("/html-text/%s", cases[i].name);
		g_test_add_data_func(path, &cases[i], test_case);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(quotes); i++) {
		g_autofree char *path =
			g_strdup_printf("/html-quote/%s", quotes[i].name);
		g_test_add_data_func(path, &quotes[i], test_quote);
	}
	g_test_add_func("/html-text/cids", test_cids);
	g_test_add_func("/html-text/bound", test_bound);
	g_test_add_func("/html-text/bombs", test_bombs);
	return g_test_run();
}
