// bell.c - rings for tickets of people in danger
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/bell.h"

#include "common/log.h"
#include "daemon/command.h"
#include "store/letter.h"

#include <inttypes.h>

enum { COMMAND_SECONDS = 30 };

static char *
flags_text(const PsqAlarm *alarm)
{
	GString *text = g_string_new("PSQ_FLAGS=");
	for (guint i = 0; i < alarm->flags->len; i++) {
		g_string_append_printf(text, "%s%s", i > 0 ? "," : "",
			(const char *)g_ptr_array_index(alarm->flags, i));
	}
	return g_string_free(text, FALSE);
}

static void
run_command(const PsqErrand *bell, const char *command, const PsqAlarm *alarm)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *flags = flags_text(alarm);
	g_autofree char *number =
		g_strdup_printf("PSQ_NUMBER=%s", alarm->number);
	g_autofree char *station =
		g_strdup_printf("PSQ_STATION=%s", alarm->station);
	g_autofree char *level = g_strdup_printf("PSQ_LEVEL=%d", alarm->level);
	g_autofree char *seconds =
		g_strdup_printf("PSQ_SECONDS=%" PRId64, alarm->seconds);
	const char *const env[] = { number, station, flags, level, seconds,
		NULL };
	if (!psq_command_run(command, env, COMMAND_SECONDS,
		    psq_errand_stop_fd(bell), NULL, &error)) {
		psq_log(PSQ_LOG_ALERT, "alarm_command for %s: %s",
			alarm->number, error->message);
	}
}

static bool
ring(PsqErrand *bell, GError **error)
{
	const PsqConf *conf = psq_errand_conf(bell);
	while (!psq_errand_is_stopping(bell)) {
		g_autoptr(PsqAlarm) alarm = NULL;
		if (!psq_store_alarm_take(psq_errand_db(bell),
			    psq_errand_mailboxes(bell), &alarm, error)) {
			return false;
		}
		if (alarm == NULL) {
			break;
		}
		psq_log(PSQ_LOG_ALERT,
			"alarm: ticket %s of station %s, level %d, for %" PRId64
			" s",
			alarm->number, alarm->station, alarm->level,
			alarm->seconds);
		if (conf->alarm_command != NULL) {
			run_command(bell, conf->alarm_command, alarm);
		}
	}
	return true;
}

PsqErrand *
psq_bell_new(const PsqConf *conf)
{
	return psq_errand_new(conf, "bell", "psq_alarm", ring, NULL);
}
