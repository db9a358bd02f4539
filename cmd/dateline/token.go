package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func tokenCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "token", Short: "Tokens with which programs use the API"}
	var db string
	add := &cobra.Command{
		Use:   "add NAME",
		Short: "Make a token of a user and print it, once",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			d, closeStore, err := openDesk(cmd.Context(), db, "", logger())
			if err != nil {
				return err
			}
			defer closeStore()
			token, err := d.AddToken(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "token of %s: %s\n", args[0], token)
			return nil
		},
	}
	dbFlag(add, &db, "sqlite:dateline.db")
	cmd.AddCommand(add)
	return cmd
}
