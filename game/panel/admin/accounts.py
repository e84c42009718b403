"""Accounts and their groups; for superusers."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group, User
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from unfold.admin import ModelAdmin
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from animatch.platform import steady_clock
from game import models
from game.panel.admin.people import Forgetting
from game.privacy import person_erasure

for model in (User, Group, TOTPDevice, StaticDevice):
    admin.site.unregister(model)


@admin.register(User)
class UserAdmin(Forgetting, DjangoUserAdmin, ModelAdmin):
    """Deleting an account erases all that is known of its person, and leaves a receipt."""

    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ["username", "is_staff", "is_superuser", "last_login"]

    def erase(self, row: User) -> models.Erasure:
        return person_erasure.erase_account(row, steady_clock.now())


@admin.register(Group)
class GroupAdmin(DjangoGroupAdmin, ModelAdmin):
    pass
