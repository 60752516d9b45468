/* oit-site-server DIR [--port N] [--port-file FILE] [--log FILE]: serve a folder until a signal comes. */
#include "base/file.h"
#include "tests/support/site_server.h"
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static volatile int stop;

static void
on_signal(int signal)
{
    stop = signal;
}

static int
usage(void)
{
    fputs("usage: oit-site-server DIR [--port N] [--port-file FILE] [--log FILE]\n", stderr);
    return 2;
}

static int
complain(const struct err *e)
{
    fprintf(stderr, "oit-site-server: %s: %s; %s\n", e->input, e->what, e->next);
    return 2;
}

static int
write_port(const char *path, int port, struct err *e)
{
    char text[16];

    snprintf(text, sizeof text, "%d\n", port);
    return file_write(path, str_of(text), e);
}

int
main(int argc, char **argv)
{
    static const struct option options[] = {{"port", required_argument, NULL, 'p'},
                                            {"port-file", required_argument, NULL, 'f'},
                                            {"log", required_argument, NULL, 'l'},
                                            {0}};
    const char *port_file = NULL, *log = NULL;
    struct err e = {0};
    int c, port = 0;

    while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (c == 'p')
            port = atoi(optarg);
        else if (c == 'f')
            port_file = optarg;
        else if (c == 'l')
            log = optarg;
        else
            return usage();
    }
    if (optind + 1 != argc)
        return usage();
    signal(SIGINT, on_signal);
    signal(SIGTERM, on_signal);
    struct site_server *s = site_server_new(argv[optind], port, log, &e);
    if (!s)
        return complain(&e);
    printf("http://127.0.0.1:%d/\n", site_server_port(s));
    fflush(stdout);
    if (port_file && write_port(port_file, site_server_port(s), &e) != 0) {
        site_server_free(s);
        return complain(&e);
    }
    site_server_run(s, &stop);
    site_server_free(s);
    return 0;
}
