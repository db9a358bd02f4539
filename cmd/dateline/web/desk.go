package web

import "github.com/gin-gonic/gin"

// deskRoutes routes /desk.
func (s *server) deskRoutes(r *gin.Engine) {}
