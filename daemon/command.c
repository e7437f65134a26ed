// command.c - running a command of the operator's, with a time limit
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/command.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

enum { OUTPUT_MAX_BYTES = 64 * 1024 };

typedef struct {
	const char *name; // for messages: the first word
	pid_t pid;        // leader of a process group of its own
	int pid_fd;       // readable once it has ended
	int output_fd;
	int stop_fd;
	gint64 deadline; // monotonic, in microseconds
	GString *output; // NULL: what it prints is dropped
} Command;

// psqd blocks signals and ignores SIGPIPE: its children don't inherit that.
static int
spawn(char **argv, char **env, int output_fd, pid_t *ret_pid)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t none;
	sigset_t all;
	sigemptyset(&none);
	sigfillset(&all);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(
		&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, output_fd, STDOUT_FILENO);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setsigdefault(&attributes, &all);
	posix_spawnattr_setpgroup(&attributes, 0);
	posix_spawnattr_setflags(&attributes,
		POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF |
			POSIX_SPAWN_SETPGROUP);
	int failed = posix_spawnp(
		ret_pid, argv[0], &actions, &attributes, argv, env);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return failed;
}

static bool
wait_for(const Command *command, int fd, GError **error)
{
	for (;;) {
		gint64 left = command->deadline - g_get_monotonic_time();
		struct pollfd fds[] = {
			{ .fd = fd, .events = POLLIN },
			{ .fd = command->stop_fd, .events = POLLIN },
		};
		int ready = left <= 0
			? 0
			: poll(fds, G_N_ELEMENTS(fds),
				  (int)MIN(left / 1000 + 1, G_MAXINT));
		if (ready > 0 && fds[1].revents == 0) {
			return true;
		}
		if (ready < 0 && errno == EINTR) {
			continue;
		}
		return psq_fail(error, PSQ_ERR_RETRY, "%s %s", command->name,
			ready == 0 ? "timed out" : "was interrupted");
	}
}

static bool
read_output(Command *command, GError **error)
{
	char bytes[4096];
	ssize_t got;
	do {
		if (!wait_for(command, command->output_fd, error)) {
			return false;
		}
		got = read(command->output_fd, bytes, sizeof bytes);
		if (got > 0 && command->output != NULL) {
			g_string_append_len(command->output, bytes, got);
		}
		if (command->output != NULL &&
			command->output->len > OUTPUT_MAX_BYTES) {
			return psq_fail(error, PSQ_ERR_RETRY,
				"%s prints more than a secret", command->name);
		}
	} while (got > 0 || (got < 0 && errno == EINTR));
	return wait_for(command, command->pid_fd, error);
}

// Lets it end, or ends it and what it has started.
static bool
finish(Command *command, bool good, GError **error)
{
	int status = 0;
	if (!good) {
		kill(-command->pid, SIGKILL);
	}
	while (waitpid(command->pid, &status, 0) < 0 && errno == EINTR) {
	}
	close(command->pid_fd);
	if (good && WIFSIGNALED(status)) {
		return psq_fail(error, PSQ_ERR_RETRY, "%s was ended by %s",
			command->name, g_strsignal(WTERMSIG(status)));
	}
	if (good && WEXITSTATUS(status) != 0) {
		return psq_fail(error, PSQ_ERR_RETRY, "%s ended with status %d",
			command->name, WEXITSTATUS(status));
	}
	return good;
}

static bool
start(Command *command, char **argv, char **env, GError **error)
{
	int ends[2];
	if (pipe2(ends, O_CLOEXEC) != 0) {
		return psq_fail(error, PSQ_ERR_RETRY, "%s could not be run: %s",
			command->name, g_strerror(errno));
	}
	int failed = spawn(argv, env, ends[1], &command->pid);
	close(ends[1]);
	command->output_fd = ends[0];
	if (failed != 0) {
		close(ends[0]);
		return psq_fail(error, PSQ_ERR_RETRY, "%s could not be run: %s",
			command->name, g_strerror(failed));
	}
	command->pid_fd = pidfd_open(command->pid, 0);
	return true;
}

// psqd's environment with env set in it.
static char **
environment(const char *const *env)
{
	char **all = g_get_environ();
	for (size_t i = 0; env != NULL && env[i] != NULL; i++) {
		g_auto(GStrv) pair = g_strsplit(env[i], "=", 2);
		all = g_environ_setenv(all, pair[0], pair[1], TRUE);
	}
	return all;
}

static bool
run(Command *command, char **argv, const char *const *env, GError **error)
{
	g_auto(GStrv) all = environment(env);
	if (!start(command, argv, all, error)) {
		return false;
	}
	bool good = read_output(command, error);
	close(command->output_fd);
	return finish(command, good, error);
}

bool
psq_command_run(const char *line, const char *const *env, int seconds,
	int stop_fd, char **ret_output, GError **error)
{
	g_auto(GStrv) argv = NULL;
	if (!g_shell_parse_argv(line, NULL, &argv, NULL)) {
		return psq_fail(error, PSQ_ERR_RETRY,
			"command is empty, or a quote in it does not end");
	}
	g_autoptr(GString) output = g_string_new(NULL);
	Command command = {
		.name = argv[0],
		.stop_fd = stop_fd,
		.deadline = g_get_monotonic_time() +
			(gint64)seconds * G_USEC_PER_SEC,
		.output = ret_output != NULL ? output : NULL,
	};
	if (!run(&command, argv, env, error)) {
		return false;
	}
	g_strstrip(output->str);
	if (ret_output != NULL && *output->str == '\0') {
		return psq_fail(error, PSQ_ERR_RETRY, "%s printed nothing",
			command.name);
	}
	if (ret_output != NULL) {
		*ret_output = g_strdup(output->str);
	}
	return true;
}
