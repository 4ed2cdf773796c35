package clr

// mergeContent is JContainer.Merge: what content has goes into the container.
// Content of another kind changes nothing, but for an array any sequence will do.
func mergeContent(env *Env, c JContainer, content any, s *JsonMergeSettings, depth int) {
	checkDepth(depth)
	switch c := c.(type) {
	case *JObject:
		if o, ok := content.(*JObject); ok {
			mergeObjects(env, c, o, s, depth)
		}
	case *JArray:
		if seq, ok := mergeable(content); ok {
			mergeArrays(env, c, seq, s, depth)
		}
	case *JConstructor:
		if o, ok := content.(*JConstructor); ok {
			if o.name != nil {
				c.name = o.name
			}
			mergeArrays(env, c, o, s, depth)
		}
	case *JProperty:
		p, ok := content.(*JProperty)
		if !ok {
			return
		}
		if v, ok := p.value.(*JValue); !ok || v.kind != JNull {
			c.replace(env, 0, p.value)
		}
	}
}

// mergeable is what an array can be merged with.
func mergeable(content any) (Seq, bool) {
	if a, ok := content.(*JArray); ok {
		return a, true
	}
	return multiContent(content)
}

func mergeObjects(env *Env, o, from *JObject, s *JsonMergeSettings, depth int) {
	for t := range from.Iterate(env) {
		p := t.(*JProperty)
		existing := o.matching(p.name, Enum{StringComparison, s.Names})
		if existing == nil {
			o.AddValue(env, p.name, p.value)
			continue
		}
		if in, ok := existing.value.(JContainer); ok && in.Kind() == p.value.Kind() {
			mergeContent(env, in, p.value, s, depth+1)
			continue
		}
		if v, ok := p.value.(*JValue); !ok || v.value != nil || s.Nulls == 1 {
			existing.replace(env, 0, p.value)
		}
	}
}

func mergeArrays(env *Env, c JContainer, from Seq, s *JsonMergeSettings, depth int) {
	switch s.Arrays {
	case mergeConcat:
		for _, v := range collect(env, from) {
			c.insert(env, c.Count(), contentToken(v))
		}
	case mergeUnion:
		for _, v := range collect(env, from) {
			if t := contentToken(v); !containsEqual(env, c, t) {
				c.insert(env, c.Count(), t)
			}
		}
	case mergeReplace:
		if any(c) == any(from) {
			return
		}
		c.removeAll()
		for _, v := range collect(env, from) {
			c.insert(env, c.Count(), contentToken(v))
		}
	case mergeItems:
		for i, v := range collect(env, from) {
			mergeItem(env, c, i, v, s, depth)
		}
	default:
		Throw(ArgumentOutOfRange("settings", "Unexpected merge array handling when merging JSON."))
	}
}

func containsEqual(env *Env, c JContainer, t Token) bool {
	for _, u := range c.list() {
		env.Step(1)
		if u.deepEquals(t, 0) {
			return true
		}
	}
	return false
}

// mergeItem merges one element with the one in its place.
func mergeItem(env *Env, c JContainer, i int, v any, s *JsonMergeSettings, depth int) {
	if i >= c.Count() {
		c.insert(env, i, contentToken(v))
		return
	}
	if in, ok := c.At(i).(JContainer); ok {
		mergeContent(env, in, v, s, depth+1)
		return
	}
	if t := contentToken(v); v != nil && t.Kind() != JNull {
		c.replace(env, i, t)
	}
}
