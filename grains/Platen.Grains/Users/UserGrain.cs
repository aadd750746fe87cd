using System.Collections.Immutable;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Directories;
using Platen.Grains.Mail;
using Platen.Grains.Records;

namespace Platen.Grains.Users;

/// <inheritdoc cref="IUserGrain"/>
internal sealed partial class UserGrain(IRecordStore store, ICredentialKeys keys, IWebSessions sessions, ITokens tokens, Secrets secrets, UserCounts counts, DirectoryLogins logins, MailPost post, ICreditRecords credit, TimeProvider time) : FactGrain<User>(store, time), IUserGrain
{
    protected override TenantId Tenant => GrainKeys.ParseUser(Key).Tenant;

    private UserId Id => GrainKeys.ParseUser(Key).User;

    private string Subject => $"user:{Id}";

    // From the record: whether somebody may do something is asked here, and another activation may have revoked it (I5).
    public Task<User?> GetAsync(CancellationToken cancellationToken) => FindAsync(cancellationToken);

    public async Task<CreateUserResult> CreateAsync(CreateUser command, Actor actor, CancellationToken cancellationToken)
    {
        if (!Rights.HasEverywhere(actor, Right.EditUsers))
        {
            return new CreateUserResult { Result = Refusals.Needs(Right.EditUsers) };
        }

        if (command.Role == UserRole.Administrator && !Rights.MayAdminister(actor))
        {
            return new CreateUserResult { Result = Refusals.AdministratorsOnly };
        }

        if (await GrainFactory.Tenant(Tenant).GetAsync(cancellationToken) is not { } tenant)
        {
            return new CreateUserResult { Result = Refusals.NotFound($"tenant '{Tenant}'") };
        }

        command = command.DrawPassword ? command with { Password = InitialPassword.Draw() } : command;
        var factory = new UserFactory(tenant, Id, await keys.GetAsync(Tenant, cancellationToken), secrets);
        var errors = factory.Check(command);
        errors = errors.Length == 0 && command.Password is { } password ? await secrets.ListedAsync(password, cancellationToken) : errors;
        if (errors.Length > 0)
        {
            return new CreateUserResult { Result = CommandResult.Not(CommandCode.Invalid, errors) };
        }

        var user = await factory.CreateAsync(command, InitialEnd(tenant, actor, command.PasswordIsLasting), cancellationToken);
        string? pin = null;
        var digits = command.IssuePin ? PinPolicy.Digits(tenant.PinDigits, await counts.OfAsync(Tenant, cancellationToken)) : 0;
        var result = await WriteAsync(row => Create(row, user, command.IssuePin ? pin = PinPolicy.Draw(digits) : null, factory, actor), cancellationToken, Redraw(command.IssuePin));
        return result.IsDone
            ? new CreateUserResult { Result = result, User = await RowAsync(cancellationToken), Pin = pin, Password = command.DrawPassword ? command.Password : null }
            : new CreateUserResult { Result = result };
    }

    public async Task<CommandResult> UpdateAsync(UpdateUser command, Actor actor, CancellationToken cancellationToken)
    {
        bool MayEdit(User? row) => row is null ? Rights.HasEverywhere(actor, Right.EditUsers) : Rights.MayEdit(actor, row);
        if (!await MayAsync(MayEdit, cancellationToken))
        {
            return Refusals.NotYours;
        }

        if (OthersDecide(command) && !await MayAsync(row => IsOverseen(row, Right.EditUsers, actor), cancellationToken))
        {
            return Refusals.Needs(Right.EditUsers);
        }

        // whoever is over a group's members only could else put them where others are over them
        if (command.Groups is not null && !Rights.HasEverywhere(actor, Right.EditUsers))
        {
            return CommandResult.Not(CommandCode.Forbidden, "Groups are changed by who may change all users; an administrator can give that right.");
        }

        if (await WhyNotOverAsync(actor, cancellationToken) is { } over)
        {
            return over;
        }

        var (delegates, unknown) = await FindDelegatesAsync(command.Delegates, cancellationToken);
        var groups = command.Groups is { } names ? new GivenGroups(names, await Store.FindGroupsAsync(Tenant, UserSource.Here, cancellationToken)) : null;
        unknown ??= groups?.Unknown;
        if (unknown is not null)
        {
            return CommandResult.Not(CommandCode.Invalid, unknown);
        }

        if (groups is not null && await WhyNotRegroupAsync(groups, actor, cancellationToken) is { } regroup)
        {
            return regroup;
        }

        var (refusal, beside) = command.Role is null or UserRole.Administrator ? (null, null) : await LeaveAdministratorAsync(cancellationToken);
        var roleChanged = false;
        var mails = refusal is null ? await MailsOfAsync(command, cancellationToken) : [];
        var result = refusal ?? await WriteAsync(row => MayEdit(row) ? Update(row, command, delegates, groups, beside, mails, actor, out roleChanged) : Draft<User>.Refuse(Refusals.NotYours), cancellationToken);
        if (result.IsDone && roleChanged)
        {
            await sessions.EndAllAsync(Tenant, Id, cancellationToken);
        }

        return result;
    }

    public Task<CommandResult> UnlockAsync(Actor actor, CancellationToken cancellationToken) => AdministerAsync(
        actor, row => Lockout.Cleared(row), "user.unlocked", cancellationToken);

    public async Task<CommandResult> ReactivateAsync(Actor actor, CancellationToken cancellationToken) => await RowAsync(cancellationToken) is { AwaitsApproval: true }
        ? await ApproveAsync(actor, cancellationToken)
        : await AdministerAsync(actor, row => row.Active ? row : row with { Active = true, AwaitsApproval = false, Version = row.Version + 1 }, "user.reactivated", cancellationToken);

    public async Task<CommandResult> DeactivateAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (Rights.Is(actor, Id))
        {
            return CommandResult.Not(CommandCode.Refused, "You cannot deactivate yourself; ask another administrator.");
        }

        var (refusal, beside) = await LeaveAdministratorAsync(cancellationToken);
        var result = refusal ?? await AdministerAsync(
            actor, row => row.Active || row.AwaitsApproval ? row with { Active = false, AwaitsApproval = false, Version = row.Version + 1 } : row, "user.deactivated", cancellationToken, beside);
        if (result.IsDone)
        {
            // Sessions of an inactive user are refused anyway; ending them only cleans up.
            await sessions.EndAllAsync(Tenant, Id, cancellationToken);
            await tokens.RevokeAllAsync(Tenant, Id, cancellationToken);
        }

        return result;
    }

    protected override Task<User?> FindAsync(CancellationToken cancellationToken) => Store.FindUserAsync(Tenant, Id, cancellationToken);

    private static UniqueName Redraw(bool drawn) => drawn ? UniqueName.Pin : UniqueName.Unspecified;

    private Draft<User> Create(User? row, User user, string? pin, UserFactory factory, Actor actor)
    {
        if (row is not null)
        {
            return Draft<User>.Refuse(Refusals.Exists($"user '{Id}'"));
        }

        var next = pin is null ? user : factory.WithPin(user, pin, Now);
        return UserRows.Save(null, next with { Version = 1 }, ConsoleCommit.Audit(actor, Now, "user.created", Subject, details: [("role", user.Role.ToString()), ("password", next.PasswordHash.Length == 0 ? "none" : PasswordWord(next.InitialPasswordEndsAt))]));
    }

    // names are looked up here, so that nobody needs the right to list users; an inactive user cannot be told from none
    private async Task<(ImmutableArray<UserId>? Delegates, string? Unknown)> FindDelegatesAsync(ImmutableArray<string>? names, CancellationToken cancellationToken)
    {
        if (names is not { } given)
        {
            return (null, null);
        }

        var found = ImmutableArray.CreateBuilder<UserId>();
        foreach (var name in given.Take(UserRules.DelegatesMax + 1))
        {
            var user = UserId.TryParse(name, out var id) ? await Store.FindUserAsync(Tenant, id, cancellationToken) : await Store.FindUserByLoginAsync(Tenant, name.Trim(), cancellationToken);
            if (user is not { Active: true })
            {
                return (null, $"The delegate '{name}' is no active user; give a login name.");
            }

            if (!found.Contains(user.Id))
            {
                found.Add(user.Id);
            }
        }

        return (found.ToImmutable(), null);
    }

    // what of a profile is not the user's own to say
    private static bool OthersDecide(UpdateUser command) =>
        command is not { LoginName: null, PrivateQueue: null, Groups: null, DemandedSecondPhase: null, IdNumber: null, PersonalNumber: null, SharedFolder: null };

    private static UserContact ContactOf(UserContact contact, UpdateUser command) => contact with
    {
        Phone = command.Phone?.Trim() ?? contact.Phone,
        IdNumber = command.IdNumber?.Trim() ?? contact.IdNumber,
        PersonalNumber = command.PersonalNumber?.Trim() ?? contact.PersonalNumber,
        SharedFolder = command.SharedFolder?.Trim() ?? contact.SharedFolder,
    };

    private Draft<User> Update(User? row, UpdateUser command, ImmutableArray<UserId>? delegates, GivenGroups? groups, RecordChange? beside, ImmutableArray<RecordChange?> mails, Actor actor, out bool roleChanged)
    {
        roleChanged = false;
        if (row is null)
        {
            return Draft<User>.Refuse(Refusals.NotFound($"user '{Id}'"));
        }

        roleChanged = command.Role is { } role && role != row.Role;
        if (roleChanged && !Rights.MayAdminister(actor))
        {
            return Draft<User>.Refuse(Refusals.AdministratorsOnly);
        }

        if (roleChanged && Rights.Is(actor, Id))
        {
            return Draft<User>.Refuse(CommandCode.Refused, "You cannot change your own role; ask another administrator.");
        }

        var next = row with
        {
            LoginName = command.LoginName ?? row.LoginName,
            DisplayName = command.DisplayName ?? row.DisplayName,
            Email = command.Email ?? row.Email,
            Role = command.Role ?? row.Role,
            PrivateQueue = command.PrivateQueue ?? row.PrivateQueue,
            Contact = ContactOf(row.Contact, command),
            Language = command.Language ?? row.Language,
            SecondPhase = command.SecondPhase ?? row.SecondPhase,
            DemandedSecondPhase = command.DemandedSecondPhase ?? row.DemandedSecondPhase,
            Delegates = delegates is { } others && !others.SequenceEqual(row.Delegates) ? others : row.Delegates,
            Groups = groups?.Of(row) ?? row.Groups,
        };
        var errors = UserRules.Check(next);
        if (errors.Length > 0)
        {
            return Draft<User>.Refuse(CommandCode.Invalid, errors);
        }

        return next == row
            ? Draft<User>.Nothing()
            : UserRows.Save(row, next with { Version = row.Version + 1 }, UserAudit.Updated(row, next, actor, Now), [roleChanged ? beside : null, .. mails]);
    }

    private async Task<CommandResult> AdministerAsync(Actor actor, Func<User, User> change, string action, CancellationToken cancellationToken, RecordChange? beside = null)
    {
        if (!await MayAsync(row => IsOverseen(row, Right.EditUsers, actor), cancellationToken))
        {
            return Refusals.Needs(Right.EditUsers);
        }

        return await WhyNotOverAsync(actor, cancellationToken) ?? await WriteAsync(
            row => IsOverseen(row, Right.EditUsers, actor) ? Change(row, change, ConsoleCommit.Audit(actor, Now, action, Subject), beside) : Draft<User>.Refuse(Refusals.Needs(Right.EditUsers)), cancellationToken);
    }

    private Draft<User> Change(User? row, Func<User, User> change, Domain.Audit.AuditEntry audit, params ImmutableArray<RecordChange?> beside)
    {
        if (row is null)
        {
            return Draft<User>.Refuse(Refusals.NotFound($"user '{Id}'"));
        }

        var next = change(row);
        return ReferenceEquals(next, row) ? Draft<User>.Nothing() : UserRows.Save(row, next, audit, beside);
    }
}
