// Package policy reads API Management policy documents.
package policy
