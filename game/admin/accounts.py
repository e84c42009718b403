"""Accounts and their groups; for superusers."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group, User
from django.utils import timezone
from unfold.admin import ModelAdmin
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from game import models
from game.admin.people import Forgetting
from game.panel import privacy

admin.site.unregister(User)
admin.site.unregister(Group)


@admin.register(User)
class UserAdmin(Forgetting, DjangoUserAdmin, ModelAdmin):
    """Deleting an account erases all that is known of its person, and leaves a receipt."""

    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ["username", "is_staff", "is_superuser", "last_login"]

    def erase(self, row: User) -> models.Erasure:
        return privacy.erase_account(row, timezone.now())


@admin.register(Group)
class GroupAdmin(DjangoGroupAdmin, ModelAdmin):
    pass
