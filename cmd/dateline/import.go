package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"
)

func importCommand() *cobra.Command {
	var db, slug, title string
	var publish bool
	cmd := &cobra.Command{
		Use:   "import FILE --timeline SLUG",
		Short: "Load events from TimelineJS JSON, CSV or XLSX, or from our own JSON",
		Long: `Loads the events of FILE into a timeline, which is made if it is not there,
and says which rows could not be read; the others come in.`,
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
			in, err := d.Import(cmd.Context(), theOperator, slug, title, args[0], f)
			if err != nil {
				return err
			}
			for _, p := range in.Problems {
				fmt.Fprintf(cmd.ErrOrStderr(), "row %d: %s %s\n", p.Row, p.Field, p.Detail)
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%s came in", count(in.Added, "event"))
			if n := in.Refused(); n > 0 {
				fmt.Fprintf(cmd.OutOrStdout(), ", %s did not", count(n, "row"))
			}
			fmt.Fprintln(cmd.OutOrStdout())
			if publish {
				p, err := d.Publish(cmd.Context(), theOperator, slug)
				if err != nil {
					return err
				}
				fmt.Fprintf(cmd.OutOrStdout(), "edition %d of %s, %s\n", p.Edition.Number, slug, count(len(p.Edition.Events), "event"))
			}
			return nil
		},
	}
	dbFlag(cmd, &db, "sqlite:dateline.db")
	cmd.Flags().StringVar(&slug, "timeline", "", "the timeline's `slug`")
	cmd.Flags().StringVar(&title, "title", "", "the `title` of a timeline that is made; default: the file's own")
	cmd.Flags().BoolVar(&publish, "publish", false, "publish the timeline afterwards")
	if err := cmd.MarkFlagRequired("timeline"); err != nil {
		panic(err)
	}
	return cmd
}
