//! Values that may stand in several shapes.

/// Where a value may stand in two shapes: which variant it is while blank, and by which shape, to which variant.
macro_rules! either {
    ($($type:ident = $blank:ident: $({$shape:pat $(if $guard:expr)?} => $variant:ident($inner:ty),)+ or $wanted:literal; $doc:literal)+) => {$(
        impl $crate::wire::decode::Decode for $type {
            fn slot(&mut self) -> $crate::wire::decode::Slot<'_> {
                $crate::wire::decode::Slot::Own(self)
            }
        }

        impl $crate::wire::decode::Own for $type {
            fn fill(
                &mut self,
                value: &jsonc_parser::ast::Value<'_>,
                path: &$crate::findings::Path<'_>,
                findings: &mut $crate::findings::Findings,
            ) -> bool {
                #[allow(clippy::wildcard_enum_match_arm, reason = "a shape of JSON, not an enum of ours")]
                let read = match value {
                    $($shape $(if $guard)? => $crate::wire::decode::decode(value, path, findings).map($type::$variant),)+
                    _ => {
                        $crate::wire::leaf::wrong_type(value, $wanted, path, findings);
                        None
                    }
                };
                $crate::wire::decode::put(self, read)
            }
        }

        impl Default for $type {
            fn default() -> Self {
                $type::$blank(Default::default())
            }
        }

        impl $crate::wire::show::Show for $type {
            fn show(&self) -> $crate::wire::show::Shown<'_> {
                match self { $($type::$variant(inner) => $crate::wire::show::Show::show(inner),)+ }
            }
        }

        $crate::wire::show::serializes!($type);

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }
            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let shapes = vec![$(generator.subschema_for::<$inner>(),)+];
                schemars::json_schema!({ "description": $doc, "anyOf": shapes })
            }
        }
    )+};
}

pub(crate) use either;
