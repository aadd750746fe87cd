using System.Collections.Immutable;
using System.Globalization;
using Platen.Domain.Mail;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Records;

namespace Platen.Grains.Users;

/// <summary>Registering (AU01).</summary>
internal sealed partial class SelfServiceGrain
{
    private static readonly CommandResult NoRegistration = CommandResult.Not(CommandCode.Refused, "Nobody can register here; ask an administrator for an account.");

    public async Task<CommandResult> BeginRegistrationAsync(BeginRegistration command, CancellationToken cancellationToken)
    {
        if (await AllowingAsync(row => row.Registration.Enabled, cancellationToken) is not { } tenant)
        {
            return NoRegistration;
        }

        var email = command.Email.Trim();
        var errors = FaultsOf(tenant, command.Name.Trim(), email);
        if (errors.Length > 0)
        {
            return CommandResult.Not(CommandCode.Invalid, errors);
        }

        if (await asks.WhyNotAsync(Tenant, email, command.Origin, cancellationToken) is { } tooOften)
        {
            return CommandResult.Not(CommandCode.Refused, tooOften);
        }

        // the same work for an address that is known: a link that opens nothing, and another mail
        var known = (await store.FindUsersByEmailAsync(Tenant, email, cancellationToken)).FirstOrDefault();
        var language = MailLanguages.Of(known?.Language ?? "", command.Language, tenant.Language);
        var (link, token) = NewLink(tenant, known is null ? MailLinkKind.Registration : MailLinkKind.Nothing, new Applicant(command.Name.Trim(), email, command.Language));
        var mail = known is null
            ? post.Write(tenant, MailPurpose.Registration, email, language, null, tenant.Registration.LinkLife, ("link", Address(tenant, command.PublicAddress, "/register/confirm", token)), ("hours", Hours(tenant.Registration.LinkLife)))
            : post.Write(tenant, MailPurpose.AlreadyRegistered, known.Email, language, known.Id, null, ("login", known.LoginName));
        // the address stays out of the log, which outlives it
        var audit = ConsoleCommit.Audit(
            Somebody(command.Origin), Now, "registration.requested", known is null ? $"registration:{link.Id[..16]}" : $"user:{known.Id}", details: [("mail-domain", EmailAddress.Domain(email)), ("known", known is null ? "false" : "true")]);
        await WriteAsync([mail, new MailLinkChange(link) { ExpectedVersion = 0 }], audit, cancellationToken);
        return CommandResult.Done;
    }

    public async Task<ConfirmRegistrationResult> ConfirmRegistrationAsync(UseMailLink command, CancellationToken cancellationToken)
    {
        if (await AllowingAsync(row => row.Registration.Enabled, cancellationToken) is not { } tenant)
        {
            return Not(NoRegistration);
        }

        if (await FindLinkAsync(command.Token, MailLinkKind.Registration, cancellationToken) is not { } link || link.Open(master.Key.AsSpan()) is not { } applicant || !tenant.Registration.Takes(applicant.Email))
        {
            return Not(NoSuchLink);
        }

        // whoever holds the link owns the address, and may know
        if ((await store.FindUsersByEmailAsync(Tenant, applicant.Email, cancellationToken)).Length > 0)
        {
            return Not(CommandResult.Not(CommandCode.Refused, "There is an account with this address by now; log in instead."));
        }

        var factory = new UserFactory(tenant, UserId.New(time), await keys.GetAsync(Tenant, cancellationToken), secrets);
        var create = new CreateUser { LoginName = applicant.Email, DisplayName = applicant.Name, Email = applicant.Email, Role = UserRole.User, Password = command.Password };
        var errors = factory.Check(create);
        errors = errors.Length == 0 ? await secrets.ListedAsync(command.Password, cancellationToken) : errors;
        if (errors.Length > 0)
        {
            return Not(CommandResult.Not(CommandCode.Invalid, errors));
        }

        var user = await WithPolicyAsync(await factory.CreateAsync(create, initialEndsAt: null, cancellationToken), tenant, applicant, cancellationToken);
        return await WriteAsync(user, tenant, factory, link, command, cancellationToken);
    }

    private static ConfirmRegistrationResult Not(CommandResult result) => new() { Result = result };

    private static string Hours(TimeSpan time) => time.TotalHours.ToString("0.##", CultureInfo.InvariantCulture);

    private ImmutableArray<string> FaultsOf(Tenant tenant, string name, string email)
    {
        if (EmailAddress.Fault(email) is { } fault)
        {
            return [fault + "."];
        }

        var policy = tenant.Registration;
        if (!policy.Takes(email))
        {
            return [$"Addresses of '{EmailAddress.Domain(email)}' cannot register here; use one of {string.Join(", ", policy.MailDomains)}. (It is no e-mail address of this company.)"];
        }

        return new UserFactory(tenant, UserId.New(time), [], secrets).Check(new CreateUser { LoginName = email, DisplayName = name, Email = email, Role = UserRole.User });
    }

    private (MailLink Link, string Token) NewLink(Tenant tenant, MailLinkKind kind, Applicant applicant)
    {
        var token = MailLink.NewToken();
        var id = MailLink.IdOf(token)!;
        var link = new MailLink
        {
            Tenant = Tenant, Id = id, Kind = kind, Address = MailLink.AddressOf(applicant.Email), Content = MailLink.Seal(master.Key.AsSpan(), Tenant, id, applicant), EndsAt = Now + tenant.Registration.LinkLife,
        };
        return (link, token);
    }

    private async Task<User> WithPolicyAsync(User user, Tenant tenant, Applicant applicant, CancellationToken cancellationToken)
    {
        var policy = tenant.Registration;
        var groups = policy.Groups.IsEmpty ? [] : await store.FindGroupsAsync(Tenant, UserSource.Here, cancellationToken);
        var local = EmailAddress.LocalPart(applicant.Email);
        return user with
        {
            LoginName = policy.LoginName == RegistrationName.LocalPart && LoginNames.Fault(local) is null ? local : applicant.Email,
            Language = MailLanguages.Has(applicant.Language) ? applicant.Language : "",
            Groups = [.. policy.Groups.Where(id => groups.Any(group => group.Id == id && group.Active))],
            Grants = [.. policy.Roles.Where(role => Delegation.Find(tenant, role) is not null).Select(role => new RoleGrant { Role = role })],
            Active = !policy.NeedsApproval,
            AwaitsApproval = policy.NeedsApproval,
            Version = 1,
        };
    }

    // the link is used up in the transaction that makes the user: of any number of calls one makes one
    private async Task<ConfirmRegistrationResult> WriteAsync(User user, Tenant tenant, UserFactory factory, MailLink link, UseMailLink command, CancellationToken cancellationToken)
    {
        var digits = PinPolicy.Digits(tenant.PinDigits, await counts.OfAsync(Tenant, cancellationToken));
        for (var draw = 0; draw < PinPolicy.DrawsMax; draw++)
        {
            var pin = user.Active ? PinPolicy.Draw(digits) : null;
            var next = pin is null ? user : factory.WithPin(user, pin, Now);
            var audit = ConsoleCommit.Audit(
                Somebody(command.Origin), Now, "user.registered", $"user:{user.Id}",
                details: [("registration", link.Id[..16]), ("waits", user.Active ? "false" : "true"), ("groups", string.Join(", ", user.Groups)), ("roles", GrantWords.Of(user.Grants))]);
            ImmutableArray<RecordChange> changes = [UserRows.Change(null, next), new MailLinkChange(link) { ExpectedVersion = 1 }, .. Mails(next, pin, tenant, command.PublicAddress)];
            var outcome = await store.CommitAsync(ConsoleCommit.Of(Tenant, changes, audit, UserRows.Feed(next)), cancellationToken);
            switch (outcome)
            {
                case { Code: CommitCode.Committed }:
                    return new ConfirmRegistrationResult { Result = CommandResult.Done, LoginName = next.LoginName, Pin = tenant.Registration.Pin == RegistrationPin.Shown ? pin : null, Waits = !next.Active };
                case { Code: CommitCode.NotUnique, Taken: UniqueName.Pin }:
                    break;
                case { Code: CommitCode.NotUnique, Taken: UniqueName.LoginName } when user.LoginName != user.Email:
                    user = user with { LoginName = user.Email };
                    break;
                case { Code: CommitCode.NotUnique }:
                    return Not(CommandResult.Not(CommandCode.NotUnique, "There is an account of that name by now; ask an administrator."));
                default:
                    return Not(NoSuchLink);
            }
        }

        return Not(CommandResult.Not(CommandCode.Contended, "No free PIN was found; try again, or ask an administrator."));
    }

    private IEnumerable<RecordChange> Mails(User user, string? pin, Tenant tenant, string publicAddress)
    {
        var language = MailLanguages.Of(user.Language, tenant.Language);
        yield return !user.Active ? post.Write(tenant, MailPurpose.Waiting, user.Email, language, user.Id, null, ("login", user.LoginName))
            : tenant.Registration.Pin == RegistrationPin.Mailed ? post.Write(tenant, MailPurpose.WelcomePin, user.Email, language, user.Id, null, ("login", user.LoginName), ("pin", pin!))
            : post.Write(tenant, MailPurpose.Welcome, user.Email, language, user.Id, null, ("login", user.LoginName));
        if (!user.Active && tenant.Registration.ApproverAddress.Length > 0)
        {
            yield return post.Write(
                tenant, MailPurpose.ApprovalWanted, tenant.Registration.ApproverAddress, MailLanguages.Of(tenant.Language), user.Id, null, ("login", user.LoginName), ("link", Address(tenant, publicAddress, "/users")));
        }
    }
}
