using System.Collections.Immutable;
using Platen.Domain.Mail;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Records;

namespace Platen.Grains.Users;

/// <summary>Mails to the user: that the way to log in was changed (ASVS 6.3.7), and the end of a registration (AU01).</summary>
internal sealed partial class UserGrain
{
    public async Task<CommandResult> ResetPasswordAsync(string link, string password, Actor actor, CancellationToken cancellationToken)
    {
        Forget(); // another activation may have revoked the user
        if (await RowAsync(cancellationToken) is not { Active: true, AuthenticatedBy.Length: 0 } user || await GrainFactory.Tenant(Tenant).GetAsync(cancellationToken) is not { } tenant
            || await Store.FindMailLinkAsync(Tenant, link, cancellationToken) is not { Kind: MailLinkKind.PasswordReset } row || row.User != Id)
        {
            return NoSuchLink;
        }

        var errors = PasswordPolicy.Check(password, tenant, user);
        errors = errors.Length == 0 ? await secrets.ListedAsync(password, cancellationToken) : errors;
        if (errors.Length > 0)
        {
            return CommandResult.Not(CommandCode.Invalid, errors);
        }

        var hash = await secrets.HashAsync(password, await PepperAsync(cancellationToken), cancellationToken);
        var mail = await post.OfChangeAsync(tenant, user, CredentialChange.PasswordReset, cancellationToken);
        var audit = ConsoleCommit.Audit(actor, Now, "user.password-reset", Subject, details: [("by", "mailed link")]);
        var result = await WriteAsync(
            now => Change(now, before => Lockout.Cleared(before) with { PasswordHash = hash, InitialPasswordEndsAt = null, Version = before.Version + 1 }, audit, mail, new MailLinkChange(row) { ExpectedVersion = 1 }), cancellationToken);
        if (!result.IsDone)
        {
            // somebody used the link meanwhile: the row was read anew again and again
            return result.Code == CommandCode.Contended ? NoSuchLink : result;
        }

        await sessions.EndAllAsync(Tenant, Id, cancellationToken);
        await tokens.RevokeAllAsync(Tenant, Id, cancellationToken);
        return result;
    }

    private static readonly CommandResult NoSuchLink = CommandResult.Not(CommandCode.Refused, "The link is not valid: it was used, or its time is over. Ask for a new one.");

    /// <summary>The mail to the user of the row as it is now; null: none is sent.</summary>
    private async Task<RecordChange?> MailAsync(CredentialChange change, CancellationToken cancellationToken) => await RowAsync(cancellationToken) is { Email.Length: > 0 } user
        ? await post.OfChangeAsync(await Store.FindTenantAsync(Tenant, cancellationToken), user, change, cancellationToken)
        : null;

    // the former address is told too: whoever changes it in somebody's name shall not be the only one to know
    private async Task<ImmutableArray<RecordChange?>> MailsOfAsync(UpdateUser command, CancellationToken cancellationToken)
    {
        if (await RowAsync(cancellationToken) is not { } row)
        {
            return [];
        }

        var mails = ImmutableArray.CreateBuilder<RecordChange?>();
        if (command.LoginName is { } name && name != row.LoginName)
        {
            mails.Add(await MailAsync(CredentialChange.LoginName, cancellationToken));
        }

        if (command.Email is { } email && email != row.Email)
        {
            mails.Add(await MailAsync(CredentialChange.Email, cancellationToken));
            mails.Add(EmailAddress.Fault(email) is null ? await post.OfChangeAsync(await Store.FindTenantAsync(Tenant, cancellationToken), row, CredentialChange.Email, cancellationToken, email) : null);
        }

        return mails.ToImmutable();
    }

    // who registered chose a password already; the PIN is drawn now, since from now on it opens devices
    private async Task<CommandResult> ApproveAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!await MayAsync(row => IsOverseen(row, Right.EditUsers, actor), cancellationToken))
        {
            return Refusals.Needs(Right.EditUsers);
        }

        if (await WhyNotOverAsync(actor, cancellationToken) is { } over)
        {
            return over;
        }

        if (await GrainFactory.Tenant(Tenant).GetAsync(cancellationToken) is not { } tenant || await RowAsync(cancellationToken) is not { } user)
        {
            return Refusals.NotFound($"user '{Id}'");
        }

        var factory = new UserFactory(tenant, Id, await keys.GetAsync(Tenant, cancellationToken), secrets);
        var digits = PinPolicy.Digits(tenant.PinDigits, await counts.OfAsync(Tenant, cancellationToken));
        var isMailed = tenant.Registration.Pin == RegistrationPin.Mailed && user.Email.Length > 0;
        return await WriteAsync(row => Approve(row, tenant, factory, isMailed ? PinPolicy.Draw(digits) : null, actor), cancellationToken, Redraw(isMailed));
    }

    private Draft<User> Approve(User? row, Tenant tenant, UserFactory factory, string? pin, Actor actor)
    {
        if (!IsOverseen(row, Right.EditUsers, actor))
        {
            return Draft<User>.Refuse(Refusals.Needs(Right.EditUsers));
        }

        if (row is not { AwaitsApproval: true })
        {
            return row is { Active: true } ? Draft<User>.Nothing() : Draft<User>.Refuse(CommandCode.Refused, "The user does not wait for approval any more.");
        }

        var next = (pin is null ? row : factory.WithPin(row, pin, Now)) with { Active = true, AwaitsApproval = false, Version = row.Version + 1 };
        var language = MailLanguages.Of(row.Language, tenant.Language);
        var mail = row.Email.Length == 0 ? null
            : pin is null ? post.Write(tenant, MailPurpose.Approved, row.Email, language, Id, null, ("login", row.LoginName))
            : post.Write(tenant, MailPurpose.WelcomePin, row.Email, language, Id, null, ("login", row.LoginName), ("pin", pin));
        return UserRows.Save(row, next, ConsoleCommit.Audit(actor, Now, "user.approved", Subject), mail);
    }
}
