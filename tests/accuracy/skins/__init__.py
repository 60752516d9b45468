"""How content systems draw a described site.  A module a system: its class Skin inherits from skins.base.Skin."""
