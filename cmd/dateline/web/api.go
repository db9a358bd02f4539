package web

import "github.com/gin-gonic/gin"

// apiRoutes routes /api/v1.
func (s *server) apiRoutes(r *gin.Engine) {}
