package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"dateline/timeline"
	"dateline/timeline/chronology"
)

func chronologyCommand() *cobra.Command {
	var entity string
	cmd := &cobra.Command{
		Use:   "chronology [FILE…]",
		Short: "Read many articles and write one chronology",
		Long: `Reads articles as extract does and writes the events of all of them, each once,
in order of time, a line of JSON for each: its mentions in every article, and
the dates of articles that differ.`,
		RunE: func(cmd *cobra.Command, files []string) error {
			var reads []chronology.Read
			var unread []error
			bar := progress(cmd.ErrOrStderr(), "articles")
			err := readings(cmd.Context(), cmd.InOrStdin(), files, false, func(it item, x *timeline.Extraction, err error) error {
				bar.Add(1)
				if err != nil {
					unread = append(unread, err)
					return nil
				}
				it.article.ID = it.name(len(reads) + 1)
				reads = append(reads, chronology.Read{Article: it.article, Extraction: x})
				return nil
			})
			bar.Clear()
			if err != nil {
				return err
			}
			out := bufio.NewWriter(cmd.OutOrStdout())
			encoder := json.NewEncoder(out)
			encoder.SetEscapeHTML(false)
			for _, e := range chronology.Merge(reads) {
				if entity == "" || e.Involves(entity) {
					if err := encoder.Encode(e); err != nil {
						return err
					}
				}
			}
			if err := out.Flush(); err != nil {
				return err
			}
			if len(unread) > 0 {
				return fmt.Errorf("%w: %w", errUnread, errors.Join(unread...))
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&entity, "entity", "", "keep the events in which `NAME` takes part")
	return cmd
}
