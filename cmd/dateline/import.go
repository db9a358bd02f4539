package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"dateline/timeline"
)

// errRefused ends an import of which some rows did not come in.
var errRefused = errors.New("some rows did not come in")

func importCommand() *cobra.Command {
	var db string
	var to timeline.Timeline
	var publish bool
	cmd := &cobra.Command{
		Use:   "import FILE --timeline SLUG",
		Short: "Load events from TimelineJS JSON, CSV or XLSX, or from our own JSON",
		Long: `Loads the events of FILE into a timeline, which is made if it is not there,
and says which rows could not be read, in which column, and why; the others come
in. Rows are counted without the header. It ends with exit status 1 if any row
did not.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			f, err := os.Open(args[0])
			if err != nil {
				return err
			}
			defer f.Close()
			d, closeStore, err := openDesk(cmd.Context(), db, "", logger())
			if err != nil {
				return err
			}
			defer closeStore()
			in, err := d.Import(cmd.Context(), theOperator, to, args[0], f)
			if err != nil {
				return err
			}
			for _, p := range append(in.Problems, in.Warnings...) {
				fmt.Fprintln(cmd.ErrOrStderr(), p)
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%s came in", count(in.Added, "event"))
			if n := in.Refused(); n > 0 {
				fmt.Fprintf(cmd.OutOrStdout(), ", %s did not", count(n, "row"))
			}
			fmt.Fprintln(cmd.OutOrStdout())
			if publish && in.Timeline.ID != "" {
				p, err := d.Publish(cmd.Context(), theOperator, to.Slug)
				if err != nil {
					return err
				}
				fmt.Fprintf(cmd.OutOrStdout(), "edition %d of %s, %s\n", p.Edition.Number, to.Slug, count(len(p.Edition.Events), "event"))
			}
			if n := in.Refused(); n > 0 {
				return fmt.Errorf("%w: %d", errRefused, n)
			}
			return nil
		},
	}
	dbFlag(cmd, &db, "sqlite:dateline.db")
	cmd.Flags().StringVar(&to.Slug, "timeline", "", "the timeline's `slug`")
	cmd.Flags().StringVar(&to.Title, "title", "", "the `title` of a timeline that is made; default: the file's own")
	cmd.Flags().StringVar(&to.Language, "language", "", "the `language` of a timeline that is made, such as en or pt-BR; default: the file's own, else en")
	cmd.Flags().StringVar(&to.Timezone, "timezone", "", "the time `zone` of a timeline that is made, such as Asia/Tehran; default: the file's own, else UTC")
	cmd.Flags().BoolVar(&publish, "publish", false, "publish the timeline afterwards")
	if err := cmd.MarkFlagRequired("timeline"); err != nil {
		panic(err)
	}
	return cmd
}
