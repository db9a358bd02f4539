package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"dateline/cmd/dateline/desk"
	"dateline/cmd/dateline/web"
	"dateline/storage"
	"dateline/timeline"
	"dateline/timeline/article"
	"dateline/timeline/chart"
	"dateline/timeline/chart/picture"
)

// stopWithin is how long requests in flight may take to finish when the
// program is asked to stop.
const stopWithin = 8 * time.Second

func serveCommand() *cobra.Command {
	var addr, db, base string
	var fonts []string
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve chronologies to readers and the desk to editors",
		Long: `Serves the readers' pages, the embeds, the API and the desk. The first user
is made with: dateline user add NAME --role admin`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			log := logger()
			for _, file := range fonts {
				if err := picture.AddFont(file); err != nil {
					return fmt.Errorf("--font: %w", err)
				}
			}
			l, err := net.Listen("tcp", addr)
			if err != nil {
				return err
			}
			defer l.Close()
			if base == "" {
				base = baseOf(l.Addr())
			}
			d, closeStore, err := openDesk(cmd.Context(), db, base, log)
			if err != nil {
				return err
			}
			defer closeStore()
			handler, err := newHandler(d, base, log)
			if err != nil {
				return err
			}
			log.Info("serving", "base", base, "db", shownDSN(db))
			go func() { // some seconds of work, which otherwise the first readers share
				if err := picture.Warm(); err != nil {
					log.Error("pictures cannot be drawn", "error", err)
				}
			}()
			return serve(cmd.Context(), log, listening{l, handler})
		},
	}
	cmd.Flags().StringVar(&addr, "addr", setting("DATELINE_ADDR", "127.0.0.1:8080"), "`address` to listen on (DATELINE_ADDR)")
	dbFlag(cmd, &db, "sqlite:dateline.db")
	cmd.Flags().StringVar(&base, "base-url", setting("DATELINE_BASE_URL", ""), "public `address` of this server, for links in pages (DATELINE_BASE_URL); default: http://ADDR")
	cmd.Flags().StringSliceVar(&fonts, "font", list(setting("DATELINE_FONTS", "")), "`file` of a font for the letters in pictures that the program has none for, such as Chinese (DATELINE_FONTS, with commas between)")
	return cmd
}

// list is what stands between commas.
func list(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ',' })
}

// dbFlag gives a command its database, which must be one that lasts.
func dbFlag(cmd *cobra.Command, db *string, otherwise string) {
	cmd.Flags().StringVar(db, "db", setting("DATELINE_DB", otherwise), "`database`: sqlite:FILE or postgres://… (DATELINE_DB)")
	cmd.PreRunE = func(*cobra.Command, []string) error {
		if *db == "" || *db == storage.Temporary {
			return fmt.Errorf("--db %q names no file: use sqlite:FILE or postgres://…", *db)
		}
		return nil
	}
}

// openDesk opens the database and puts the desk over it. Sites that articles
// are fetched from are told contact, the address of this server, "" for none.
// The function that it returns closes the database.
func openDesk(ctx context.Context, db, contact string, log *slog.Logger) (*desk.Desk, func(), error) {
	return openDeskAt(ctx, db, contact, time.Now, log)
}

// openDeskAt opens a desk with a clock of its own.
func openDeskAt(ctx context.Context, db, contact string, now func() time.Time, log *slog.Logger) (*desk.Desk, func(), error) {
	store, err := storage.Open(ctx, db, storage.Options{})
	if err != nil {
		return nil, nil, err
	}
	d := desk.New(desk.Options{
		Store:    store,
		Fetcher:  article.NewFetcher(article.FetcherOptions{Contact: contact}),
		Renderer: chart.NewRenderer(),
		Now:      now,
		Logger:   log,
	})
	return d, func() {
		if err := store.Close(); err != nil {
			log.Error("closing the database", "error", err)
		}
	}, nil
}

func newHandler(d *desk.Desk, base string, log *slog.Logger) (http.Handler, error) {
	u, err := url.Parse(base)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return nil, fmt.Errorf("--base-url %q is not an http or https address such as https://chronology.example.org", base)
	}
	return web.New(web.Options{Desk: d, BaseURL: strings.TrimSuffix(base, "/"), Logger: log, Now: time.Now})
}

// baseOf is how a browser on this machine reaches a listener.
func baseOf(addr net.Addr) string {
	tcp, ok := addr.(*net.TCPAddr)
	if ok && tcp.IP.IsUnspecified() {
		return fmt.Sprintf("http://localhost:%d", tcp.Port)
	}
	return "http://" + addr.String()
}

// shownDSN leaves out a password, for the log.
func shownDSN(dsn string) string {
	if u, err := url.Parse(dsn); err == nil && u.User != nil {
		return u.Redacted()
	}
	return dsn
}

// A listening is a handler at a listener.
type listening struct {
	l net.Listener
	h http.Handler
}

// serve serves until ctx ends, then finishes what is in flight.
func serve(ctx context.Context, log *slog.Logger, all ...listening) error {
	failed := make(chan error, len(all))
	var servers []*http.Server
	for _, one := range all {
		s := &http.Server{
			Handler:           one.h,
			ReadHeaderTimeout: 2 * time.Second,
			ReadTimeout:       30 * time.Second,
			WriteTimeout:      60 * time.Second,
			IdleTimeout:       2 * time.Minute,
			MaxHeaderBytes:    64 << 10,
			ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
		}
		servers = append(servers, s)
		go func() { failed <- s.Serve(one.l) }()
	}
	var err error
	select {
	case err = <-failed:
	case <-ctx.Done():
	}
	late, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopWithin)
	defer cancel()
	for _, s := range servers {
		err = errors.Join(err, s.Shutdown(late))
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// theOperator is who acts when the command line does: whoever can open the
// database may do everything in it.
var theOperator = timeline.User{ID: "", Name: "command line", Role: timeline.Admin}
