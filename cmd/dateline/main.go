// Command dateline reads the dated events of news articles and turns them
// into chronologies that newsrooms edit, publish and embed.
package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // timelines have zones, and the machine may have no table of them

	"github.com/spf13/cobra"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := root().ExecuteContext(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "dateline:", err)
		os.Exit(1)
	}
}

// root is the command line: one file a subcommand.
func root() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "dateline",
		Short: "Turn the dated events in news articles into chronologies",
		Long: `Dateline reads news articles, finds the events in them with their dates and
the words that tell them, and serves chronologies that editors control.

Try it: dateline demo`,
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	cmd.AddCommand(
		extractCommand(), timexCommand(), chronologyCommand(),
		serveCommand(), demoCommand(),
		userCommand(), tokenCommand(), kindCommand(),
		importCommand(), exportCommand(), publishCommand(),
	)
	return cmd
}

// logger writes to standard error, which leaves standard output to results.
func logger() *slog.Logger {
	return slog.New(slog.NewTextHandler(os.Stderr, nil))
}

// setting is the value of an option's environment variable, or else otherwise.
func setting(name, otherwise string) string {
	if v, ok := os.LookupEnv(name); ok {
		return v
	}
	return otherwise
}

// count is a number of things in words: "1 event", "2 events".
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
