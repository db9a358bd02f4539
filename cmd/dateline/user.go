package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"dateline/timeline"
)

func userCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "user", Short: "People who may sign in"}
	var db, role string
	var fromStdin bool
	add := &cobra.Command{
		Use:   "add NAME",
		Short: "Add a person and print a first password",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			password := ""
			if fromStdin {
				first, err := bufio.NewReader(cmd.InOrStdin()).ReadString('\n')
				if err != nil && err != io.EOF {
					return err
				}
				if password = strings.TrimRight(first, "\r\n"); password == "" {
					return fmt.Errorf("--password-stdin: standard input held no password")
				}
			}
			d, closeStore, err := openDesk(cmd.Context(), db, "", logger())
			if err != nil {
				return err
			}
			defer closeStore()
			u, made, err := d.AddUser(cmd.Context(), args[0], timeline.UserRole(role), password)
			if err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%s, %s\n", u.Name, u.Role)
			if password == "" {
				fmt.Fprintf(cmd.OutOrStdout(), "first password: %s\n", made)
			}
			return nil
		},
	}
	dbFlag(add, &db, "sqlite:dateline.db")
	add.Flags().StringVar(&role, "role", string(timeline.Editor), "`contributor` adds, editor decides and publishes, admin does everything")
	add.Flags().BoolVar(&fromStdin, "password-stdin", false, "take the password from the first line of standard input")
	cmd.AddCommand(add)
	return cmd
}
