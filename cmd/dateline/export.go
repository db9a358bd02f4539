package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"dateline/timeline"
	"dateline/timeline/interchange"
)

// formats are the forms in which an edition goes out, by name.
var formats = map[string]func(io.Writer, *timeline.Edition) error{
	"json":       interchange.JSON,
	"csv":        interchange.CSV,
	"xlsx":       interchange.XLSX,
	"ics":        interchange.ICalendar,
	"timelinejs": interchange.TimelineJSJSON,
}

func exportCommand() *cobra.Command {
	var db, format string
	var names []string
	for name := range formats {
		names = append(names, name)
	}
	slices.Sort(names)
	cmd := &cobra.Command{
		Use:   "export SLUG",
		Short: "Write the published edition of a timeline to standard output",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			write, ok := formats[format]
			if !ok {
				return fmt.Errorf("--format %q is not known: use %s", format, strings.Join(names, ", "))
			}
			d, closeStore, err := openDesk(cmd.Context(), db, "", logger())
			if err != nil {
				return err
			}
			defer closeStore()
			p, err := d.Published(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			return write(cmd.OutOrStdout(), p.Edition)
		},
	}
	dbFlag(cmd, &db, "sqlite:dateline.db")
	cmd.Flags().StringVar(&format, "format", "json", strings.Join(names, ", "))
	return cmd
}
