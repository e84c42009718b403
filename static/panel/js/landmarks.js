/** Two places that scroll have the same name by themselves: the menu gets one of its own. */

addEventListener("load", () => document.querySelector("#nav-sidebar-apps .simplebar-content-wrapper")?.setAttribute("aria-label", "Menu"));
