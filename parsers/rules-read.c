// rules-read.c - the text format of *.rules files (lexicon/README)
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/rules.h"

#include "parsers/rules-expression.h"
#include "parsers/rules-needles.h"

#include <string.h>

typedef struct {
	PsqRules *rules;
	GHashTable *defines; // name -> expression, expanded
	GHashTable *places;  // expression -> its index in patterns + 1
	GHashTable *names;   // of rules, to find doubles
	PsqRule *rule;       // the one being read; in rules->rules already
	char *where;         // "path:line"
} Reader;

// Reads what follows a keyword; arg is the keyword's own (see keywords).
typedef bool ReadValue(
	Reader *reader, int arg, const char *value, GError **error);

static bool
fail(const Reader *reader, GError **error, const char *what, const char *value)
{
	return psq_fail(error, PSQ_ERR_CONFIG, "%s: %s \"%s\"", reader->where,
		what, value);
}

static bool
read_define(Reader *reader, int arg, const char *value, GError **error)
{
	(void)arg;
	size_t len = strcspn(value, " \t");
	g_autofree char *name = g_strndup(value, len);
	bool named = len > 0 && strspn(name, PSQ_DEFINE_LETTERS) == len;
	const char *body = value + len + strspn(value + len, " \t");
	if (!named || *body == '\0') {
		return fail(reader, error,
			"expected a name in capitals and an expression, not",
			value);
	}
	g_autofree char *expression =
		psq_expression_expand(reader->defines, body, error);
	if (expression == NULL) {
		g_prefix_error(error, "%s: ", reader->where);
		return false;
	}
	const char *before = g_hash_table_lookup(reader->defines, name);
	char *all = before == NULL ? g_strdup(expression)
				   : g_strconcat(before, "|", expression, NULL);
	g_hash_table_insert(reader->defines, g_steal_pointer(&name), all);
	return true;
}

static PsqRule *
rule_new(const char *name, const char *where)
{
	PsqRule *rule = g_new0(PsqRule, 1);
	rule->name = g_strdup(name);
	rule->where = g_strdup(where);
	rule->in_subject = true;
	rule->in_said = true;
	for (int i = 0; i < PSQ_CLAUSE_COUNT; i++) {
		rule->clauses[i] = g_array_new(FALSE, FALSE, sizeof(guint));
	}
	rule->examples = g_ptr_array_new();
	return rule;
}

// The rule before is complete when the next begins or the file ends.
static bool
end_rule(Reader *reader, GError **error)
{
	const PsqRule *rule = reader->rule;
	reader->rule = NULL;
	if (rule == NULL) {
		return true;
	}
	const char *lack = rule->why == NULL                ? "why"
		: rule->score <= 0                          ? "score"
		: rule->clauses[PSQ_CLAUSE_MATCH]->len == 0 ? "match"
							    : NULL;
	if (lack != NULL) {
		return psq_fail(error, PSQ_ERR_CONFIG,
			"%s: rule %s has no \"%s\"", rule->where, rule->name,
			lack);
	}
	return true;
}

static bool
read_rule(Reader *reader, int arg, const char *value, GError **error)
{
	(void)arg;
	g_auto(GStrv) words = g_strsplit_set(value, " \t", -1);
	if (g_strv_length(words) != 2) {
		return fail(reader, error,
			"expected a flag (or topic:NAME) and a rule's name, "
			"not",
			value);
	}
	if (!g_hash_table_add(reader->names, g_strdup(value))) {
		return fail(reader, error, "second rule", value);
	}
	PsqRule *rule = rule_new(words[1], reader->where);
	g_ptr_array_add(reader->rules->rules, rule);
	reader->rule = rule;
	rule->of_topic = g_str_has_prefix(words[0], "topic:");
	bool known = rule->of_topic
		? psq_topic_from_name(words[0] + strlen("topic:"), &rule->topic)
		: psq_flag_from_name(words[0], &rule->flag);
	return known || fail(reader, error, "no such flag or topic", words[0]);
}

static bool
read_why(Reader *reader, int arg, const char *value, GError **error)
{
	(void)arg;
	(void)error;
	g_free(reader->rule->why);
	reader->rule->why = g_strdup(value);
	return true;
}

static bool
read_score(Reader *reader, int arg, const char *value, GError **error)
{
	(void)arg;
	char *end;
	double score = g_ascii_strtod(value, &end);
	if (*end != '\0' || !(score > 0 && score <= 1)) {
		return fail(reader, error,
			"expected a score above 0, at most 1, not", value);
	}
	reader->rule->score = score;
	return true;
}

static bool
read_in(Reader *reader, int arg, const char *value, GError **error)
{
	(void)arg;
	g_auto(GStrv) words = g_strsplit_set(value, " \t", -1);
	reader->rule->in_said =
		g_strv_contains((const char *const *)words, "said");
	reader->rule->in_subject =
		g_strv_contains((const char *const *)words, "subject");
	guint known =
		(guint)reader->rule->in_said + (guint)reader->rule->in_subject;
	return (known > 0 && known == g_strv_length(words)) ||
		fail(reader, error, "expected said, subject or both, not",
			value);
}

// The index of the compiled expression, which is compiled only once.
static bool
intern(Reader *reader, const char *expression, guint *ret_at, GError **error)
{
	PsqRules *rules = reader->rules;
	guint place = GPOINTER_TO_UINT(
		g_hash_table_lookup(reader->places, expression));
	if (place == 0) {
		PsqPattern *pattern = psq_pattern_new(expression, error);
		if (pattern == NULL) {
			return false;
		}
		g_autoptr(GPtrArray) needles = psq_needles_new(expression);
		psq_scan_add(rules->scan, rules->patterns->len, needles);
		g_ptr_array_add(rules->patterns, pattern);
		place = rules->patterns->len;
		g_hash_table_insert(reader->places, g_strdup(expression),
			GUINT_TO_POINTER(place));
	}
	*ret_at = place - 1;
	return true;
}

static bool
read_clause(Reader *reader, int arg, const char *value, GError **error)
{
	g_autofree char *expression =
		psq_expression_expand(reader->defines, value, error);
	guint at;
	if (expression == NULL || !intern(reader, expression, &at, error)) {
		g_prefix_error(error, "%s: ", reader->where);
		return false;
	}
	g_array_append_val(reader->rule->clauses[arg], at);
	return true;
}

static bool
read_example(Reader *reader, int arg, const char *value, GError **error)
{
	(void)error;
	PsqExample *example = g_new0(PsqExample, 1);
	example->where = g_strdup(reader->where);
	example->text = g_strdup(value);
	example->fires = arg != 0;
	g_ptr_array_add(reader->rule->examples, example);
	return true;
}

static const struct {
	const char *name;
	ReadValue *read;
	int arg;
	bool of_rule; // only inside a rule
} keywords[] = {
	// clang-format off
	{ "define",  read_define,  0,                  false },
	{ "rule",    read_rule,    0,                  false },
	{ "why",     read_why,     0,                  true },
	{ "score",   read_score,   0,                  true },
	{ "in",      read_in,      0,                  true },
	{ "match",   read_clause,  PSQ_CLAUSE_MATCH,   true },
	{ "near",    read_clause,  PSQ_CLAUSE_NEAR,    true },
	{ "unless",  read_clause,  PSQ_CLAUSE_UNLESS,  true },
	{ "with",    read_clause,  PSQ_CLAUSE_WITH,    true },
	{ "without", read_clause,  PSQ_CLAUSE_WITHOUT, true },
	{ "fires",   read_example, true,               true },
	{ "silent",  read_example, false,              true },
	// clang-format on
};

static bool
read_line(Reader *reader, char *line, GError **error)
{
	char *word = g_strstrip(line);
	if (*word == '\0' || *word == '#') {
		return true;
	}
	char *value = word + strcspn(word, " \t");
	if (*value != '\0') {
		*value++ = '\0';
		value = g_strchug(value);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(keywords); i++) {
		if (strcmp(word, keywords[i].name) != 0) {
			continue;
		}
		if (*value == '\0') {
			return fail(reader, error, "nothing follows", word);
		}
		if (keywords[i].of_rule && reader->rule == NULL) {
			return fail(reader, error, "not inside a rule:", word);
		}
		if (!keywords[i].of_rule && !end_rule(reader, error)) {
			return false;
		}
		return keywords[i].read(reader, keywords[i].arg, value, error);
	}
	return fail(reader, error, "unknown keyword", word);
}

static bool
read_file(Reader *reader, const PsqFile *file, GError **error)
{
	if (!g_utf8_validate(file->text, (gssize)file->len, NULL)) {
		return psq_fail(error, PSQ_ERR_CONFIG, "%s:1: not UTF-8 text",
			file->path);
	}
	g_auto(GStrv) lines = g_strsplit(file->text, "\n", -1);
	for (guint i = 0; lines[i] != NULL; i++) {
		g_free(reader->where);
		reader->where = g_strdup_printf("%s:%u", file->path, i + 1);
		if (!read_line(reader, lines[i], error)) {
			return false;
		}
	}
	return end_rule(reader, error);
}

static bool
read_files(Reader *reader, const GPtrArray *files, GError **error)
{
	for (guint i = 0; i < files->len; i++) {
		const PsqFile *file = g_ptr_array_index(files, i);
		if (g_str_has_suffix(file->name, ".rules") &&
			!read_file(reader, file, error)) {
			return false;
		}
	}
	return true;
}

static void
link_patterns(PsqRules *rules)
{
	for (guint i = 0; i < rules->patterns->len; i++) {
		g_ptr_array_add(rules->matching,
			g_array_new(FALSE, FALSE, sizeof(guint)));
	}
	for (guint i = 0; i < rules->rules->len; i++) {
		PsqRule *rule = g_ptr_array_index(rules->rules, i);
		const GArray *match = rule->clauses[PSQ_CLAUSE_MATCH];
		rule->number = i;
		for (guint j = 0; j < match->len; j++) {
			guint at = g_array_index(match, guint, j);
			GArray *of = g_ptr_array_index(rules->matching, at);
			g_array_append_val(of, i);
		}
	}
}

PsqRules *
psq_rules_new(const GPtrArray *files, GError **error)
{
	g_autoptr(PsqRules) rules = g_new0(PsqRules, 1);
	rules->rules =
		g_ptr_array_new_with_free_func((GDestroyNotify)psq_rule_free);
	rules->patterns = g_ptr_array_new_with_free_func(
		(GDestroyNotify)psq_pattern_free);
	rules->matching =
		g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
	rules->scan = psq_scan_new();
	Reader reader = {
		.rules = rules,
		.defines = g_hash_table_new_full(
			g_str_hash, g_str_equal, g_free, g_free),
		.places = g_hash_table_new_full(
			g_str_hash, g_str_equal, g_free, NULL),
		.names = g_hash_table_new_full(
			g_str_hash, g_str_equal, g_free, NULL),
	};
	bool done = read_files(&reader, files, error);
	g_hash_table_unref(reader.defines);
	g_hash_table_unref(reader.places);
	g_hash_table_unref(reader.names);
	g_free(reader.where);
	if (!done) {
		return NULL;
	}
	link_patterns(rules);
	psq_scan_build(rules->scan);
	return g_steal_pointer(&rules);
}
