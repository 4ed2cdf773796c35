package clr

// Count is the number of elements, as ICollection<T> says it.
func (a *Array) Count() int { return a.Len() }
