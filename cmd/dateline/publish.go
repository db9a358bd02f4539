package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func publishCommand() *cobra.Command {
	var db string
	var alone bool
	cmd := &cobra.Command{
		Use:   "publish SLUG",
		Short: "Publish a timeline's accepted events as its next edition",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			d, closeStore, err := openDesk(cmd.Context(), db, "", logger())
			if err != nil {
				return err
			}
			defer closeStore()
			p, err := d.PublishAs(cmd.Context(), theOperator, args[0], alone)
			if err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "edition %d of %s, %s\n", p.Edition.Number, args[0], count(len(p.Edition.Events), "event"))
			return nil
		},
	}
	cmd.Flags().BoolVar(&alone, "alone", false, "withdraw the editions before: readers can no longer go back to them")
	dbFlag(cmd, &db, "sqlite:dateline.db")
	return cmd
}
