using System.Collections.Immutable;
using Orleans.Concurrency;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Records;

namespace Platen.Grains.Users;

/// <inheritdoc cref="IUserImportGrain"/>
[StatelessWorker]
internal sealed class UserImportGrain(IRecordStore store, Secrets secrets, TimeProvider time) : Grain, IUserImportGrain
{
    private TenantId Tenant => GrainKeys.ParseTenant(this.GetPrimaryKeyString());

    public async Task<ImmutableArray<ImportedUser>> ImportAsync(ImportUsers command, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(command.Lines.Length, ImportUsers.LinesMax);
        var tenant = await GrainFactory.Tenant(Tenant).GetAsync(cancellationToken);
        var refusal = !Rights.Has(actor, Right.EditUsers) ? Refusals.Needs(Right.EditUsers) : tenant is null ? Refusals.NotFound($"tenant '{Tenant}'") : null;
        var done = ImmutableArray.CreateBuilder<ImportedUser>(command.Lines.Length);
        foreach (var line in command.Lines)
        {
            done.Add(refusal is null ? await ImportAsync(line, tenant!, command.DryRun, actor, cancellationToken) : Refused(line, refusal.Messages));
        }

        return done.ToImmutable();
    }

    private static ImportedUser Refused(UserLine line, ImmutableArray<string> messages, UserId? user = null) =>
        new() { Line = line.Number, LoginName = line.LoginName, Outcome = ImportOutcome.Refused, Messages = messages, User = user };

    private static UpdateUser ToUpdate(UserLine line) => new()
    {
        DisplayName = line.DisplayName,
        Email = line.Email,
        Role = line.Role,
        PrivateQueue = line.PrivateQueue,
        Phone = line.Phone,
        IdNumber = line.IdNumber,
        PersonalNumber = line.PersonalNumber,
        SharedFolder = line.SharedFolder,
    };

    private static bool HasContact(UserLine line) => line is not { Phone: null, IdNumber: null, PersonalNumber: null, SharedFolder: null };

    private static CreateUser ToCreate(UserLine line) => new()
    {
        LoginName = line.LoginName,
        DisplayName = line.DisplayName ?? line.LoginName,
        Email = line.Email ?? "",
        Role = line.Role ?? UserRole.User,
        CardNumber = line.CardNumber,
        IssuePin = line.IssuePin,
        DrawPassword = line.IssuePassword,
        PrivateQueue = line.PrivateQueue ?? false,
    };

    private async Task<ImportedUser> ImportAsync(UserLine line, Tenant tenant, bool dryRun, Actor actor, CancellationToken cancellationToken)
    {
        if (line.Errors.Length > 0)
        {
            return Refused(line, line.Errors);
        }

        var plausible = line.LoginName.Length is > 0 and <= UserRules.LoginNameMax;
        var known = plausible ? await store.FindUserByLoginAsync(Tenant, line.LoginName, cancellationToken) : null;
        // said by the user's grain, too; a dry run asks here only, and must not tell who there is
        if (known is null ? !Rights.HasEverywhere(actor, Right.EditUsers) : !Rights.HasOver(actor, Right.EditUsers, known))
        {
            return Refused(line, Refusals.Needs(Right.EditUsers).Messages);
        }

        var errors = known is null ? new UserFactory(tenant, default, [], secrets).Check(ToCreate(line)) : Check(line, known, actor);
        if (errors.Length > 0)
        {
            return Refused(line, errors, known?.Id);
        }

        if (dryRun)
        {
            return new ImportedUser { Line = line.Number, LoginName = line.LoginName, Outcome = known is null ? ImportOutcome.Added : ImportOutcome.Changed, User = known?.Id };
        }

        return known is null ? await AddAsync(line, actor, cancellationToken) : await ChangeAsync(line, known.Id, actor, cancellationToken);
    }

    // what the grain would refuse, said before anything is done
    private static ImmutableArray<string> Check(UserLine line, User known, Actor actor)
    {
        var errors = UserRules.Check(known with { DisplayName = line.DisplayName ?? known.DisplayName, Email = line.Email ?? known.Email, Role = line.Role ?? known.Role });
        if (line.CardNumber is { } card && UserRules.CheckCard(card) is { } error)
        {
            errors = errors.Add(error);
        }

        if (line.IssuePin && known.PinHash.Length > 0)
        {
            errors = errors.Add("The user has a PIN already; an import draws PINs only where there is none.");
        }

        if (line.IssuePassword && known.PasswordHash.Length > 0)
        {
            errors = errors.Add("The user has a password already; an import draws passwords only where there is none.");
        }

        return Rights.Is(actor, known.Id) && (line.Active == false || (line.Role ?? known.Role) != known.Role)
            ? errors.Add("You cannot change your own role or shut yourself out; ask another administrator.")
            : errors;
    }

    private async Task<ImportedUser> AddAsync(UserLine line, Actor actor, CancellationToken cancellationToken)
    {
        var id = UserId.New(time);
        var made = await GrainFactory.User(Tenant, id).CreateAsync(ToCreate(line), actor, cancellationToken);
        if (!made.Result.IsDone)
        {
            return Refused(line, made.Result.Messages);
        }

        var contact = HasContact(line)
            ? await GrainFactory.User(Tenant, id).UpdateAsync(
                new UpdateUser { Phone = line.Phone, IdNumber = line.IdNumber, PersonalNumber = line.PersonalNumber, SharedFolder = line.SharedFolder }, actor, cancellationToken)
            : null;
        if (contact is { IsDone: false })
        {
            return Refused(line, contact.Messages, id);
        }

        var shut = line.Active == false ? await GrainFactory.User(Tenant, id).DeactivateAsync(actor, cancellationToken) : null;
        return shut is { IsDone: false }
            ? Refused(line, shut.Messages, id)
            : new ImportedUser { Line = line.Number, LoginName = line.LoginName, Outcome = ImportOutcome.Added, User = id, Pin = made.Pin, Password = made.Password };
    }

    private async Task<ImportedUser> ChangeAsync(UserLine line, UserId id, Actor actor, CancellationToken cancellationToken)
    {
        var grain = GrainFactory.User(Tenant, id);
        var result = await grain.UpdateAsync(
            ToUpdate(line), actor, cancellationToken);
        if (result.IsDone && line.CardNumber is { } card)
        {
            result = await grain.AddCardAsync(card, actor, cancellationToken);
        }

        if (result.IsDone && line.Active is { } active)
        {
            result = active ? await grain.ReactivateAsync(actor, cancellationToken) : await grain.DeactivateAsync(actor, cancellationToken);
        }

        var issued = result.IsDone && line.IssuePin ? await grain.IssuePinAsync(actor, cancellationToken) : null;
        result = issued?.Result ?? result;
        var given = result.IsDone && line.IssuePassword ? await grain.GivePasswordAsync(new GivePassword(), actor, cancellationToken) : null;
        result = given?.Result ?? result;
        return result.IsDone
            ? new ImportedUser { Line = line.Number, LoginName = line.LoginName, Outcome = ImportOutcome.Changed, User = id, Pin = issued?.Pin, Password = given?.Password }
            : Refused(line, result.Messages, id);
    }
}
