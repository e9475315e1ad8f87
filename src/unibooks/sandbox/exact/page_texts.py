"""The words of the login and consent pages in the five languages; all of them are ours, Exact's own pages look otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_ENGLISH: Final = {
    "login": "Log in",
    "onwards": "to continue to the application",
    "user": "User",
    "password": "Password",
    "hint": "Any password is accepted here.",
    "allow_access": "Allow access to your books?",
    "asks": "asks to read and write the companies that you choose below.",
    "application": "the application",
    "companies": "Companies",
    "deny": "Deny",
    "allow": "Allow",
}

#: Words by language; each has the same keys.
PAGES: Final[dict[str, Mapping[str, str]]] = {
    "en": _ENGLISH,
    "nl": {
        "login": "Inloggen",
        "onwards": "om verder te gaan naar de applicatie",
        "user": "Gebruiker",
        "password": "Wachtwoord",
        "hint": "Hier wordt elk wachtwoord geaccepteerd.",
        "allow_access": "Toegang tot uw administratie toestaan?",
        "asks": "vraagt de administraties die u hieronder kiest te lezen en te schrijven.",
        "application": "de applicatie",
        "companies": "Administraties",
        "deny": "Weigeren",
        "allow": "Toestaan",
    },
    "de": {
        "login": "Anmelden",
        "onwards": "um zur Anwendung weiterzugehen",
        "user": "Benutzer",
        "password": "Kennwort",
        "hint": "Hier wird jedes Kennwort angenommen.",
        "allow_access": "Zugriff auf Ihre Bücher erlauben?",
        "asks": "möchte die Unternehmen lesen und beschreiben, die Sie unten wählen.",
        "application": "die Anwendung",
        "companies": "Unternehmen",
        "deny": "Ablehnen",
        "allow": "Erlauben",
    },
    "fr": {
        "login": "Se connecter",
        "onwards": "pour continuer vers l'application",
        "user": "Utilisateur",
        "password": "Mot de passe",
        "hint": "Tout mot de passe est accepté ici.",
        "allow_access": "Autoriser l'accès à vos dossiers ?",
        "asks": "demande à lire et à écrire dans les dossiers que vous choisissez ci-dessous.",
        "application": "l'application",
        "companies": "Dossiers",
        "deny": "Refuser",
        "allow": "Autoriser",
    },
    "es": {
        "login": "Iniciar sesión",
        "onwards": "para continuar en la aplicación",
        "user": "Usuario",
        "password": "Contraseña",
        "hint": "Aquí se acepta cualquier contraseña.",
        "allow_access": "¿Permitir el acceso a su contabilidad?",
        "asks": "pide leer y escribir en las empresas que elija a continuación.",
        "application": "la aplicación",
        "companies": "Empresas",
        "deny": "Denegar",
        "allow": "Permitir",
    },
}


def page(language: str) -> Mapping[str, str]:
    """The words for a language such as `nl-NL`, English for one that is not here."""
    return PAGES.get(language[:2].lower(), _ENGLISH)


def spoken(accept_language: str) -> str:
    """The first language of an `Accept-Language` header that is here, `en` where none is; weights are not looked at."""
    for part in accept_language.split(","):
        if (found := part.strip()[:2].lower()) in PAGES:
            return found
    return "en"
