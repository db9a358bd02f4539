package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"dateline/timeline"
)

func kindCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "kind", Short: "The newsroom's own kinds of events"}
	var db, group, label string
	add := &cobra.Command{
		Use:     "add NAME",
		Short:   "Add a kind of event",
		Example: `  dateline kind add space-walk --group other --label "Space walk"`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			d, closeStore, err := openDesk(cmd.Context(), db, "", logger())
			if err != nil {
				return err
			}
			defer closeStore()
			k := timeline.KindInfo{Kind: timeline.Kind(args[0]), Group: timeline.Group(group), Label: label}
			if err := d.AddKind(cmd.Context(), theOperator, k); err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%s, %s\n", k.Kind, k.Group)
			return nil
		},
	}
	dbFlag(add, &db, "sqlite:dateline.db")
	add.Flags().StringVar(&group, "group", string(timeline.Other), "the `group` whose shape and colour it has")
	add.Flags().StringVar(&label, "label", "", "the `words` that readers see")
	cmd.AddCommand(add)
	return cmd
}
