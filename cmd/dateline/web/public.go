package web

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"dateline/templates"
	"dateline/timeline"
)

// publicRoutes routes what anybody may read.
func (s *server) publicRoutes(r *gin.Engine) {
	get(r, templates.StaticPrefix+":name", func(c *gin.Context) {
		a, ok := s.static[c.Request.URL.Path]
		if !ok {
			s.fail(c, timeline.Errorf(timeline.NotFound, "there is no such file"))
			return
		}
		a.serve(c.Writer, c.Request)
	})
	get(r, "/healthz", func(c *gin.Context) { s.plainText(c, "ok\n") })
	get(r, "/readyz", func(c *gin.Context) {
		if err := s.desk.Ready(c.Request.Context()); err != nil {
			s.log.Error("not ready", "error", err)
			s.reply(c, problem{Status: http.StatusServiceUnavailable, Title: http.StatusText(http.StatusServiceUnavailable), Detail: "the database does not answer"})
			return
		}
		s.plainText(c, "ready\n")
	})
	get(r, "/metrics", s.metrics)
}

func (s *server) plainText(c *gin.Context, text string) {
	c.Header("Cache-Control", "no-store")
	write(c.Writer, c.Request, http.StatusOK, "text/plain; charset=utf-8", []byte(text))
}

// head is the top of a page in a language.
func (s *server) head(language, title string) templates.Head {
	return templates.Head{Language: language, Direction: templates.DirectionOf(language), Title: title}
}
