using System.Collections.Immutable;
using System.Security.Cryptography;
using Platen.Domain.Devices;
using Platen.Domain.Ports;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Records;

namespace Platen.Grains.Users;

/// <inheritdoc cref="IQrLoginGrain"/>
internal sealed class QrLoginGrain(IRecordStore store, IQrLogins logins, TimeProvider time) : Grain, IQrLoginGrain
{
    private const int NumberMin = 10;
    private const int NumberMax = 99;
    private const int ChoicesCount = 3;

    private TenantId Tenant => GrainKeys.ParseTenantOf(this.GetPrimaryKeyString());

    private string Code => GrainKeys.ParseQrCode(this.GetPrimaryKeyString());

    public async Task<QrLoginView?> BeginAsync(SiteId site, DeviceId device, CancellationToken cancellationToken)
    {
        var choices = Draw();
        var login = new QrLogin(site, device, choices[RandomNumberGenerator.GetInt32(ChoicesCount)], choices, time.GetUtcNow() + TimeSpan.FromSeconds(IQrLoginGrain.LifeSeconds));
        return await logins.AddAsync(Tenant, Code, login, cancellationToken) ? View(login) : null;
    }

    public async Task<QrLoginView?> GetAsync(CancellationToken cancellationToken) =>
        await OpenAsync(cancellationToken) is { } login ? View(login) with { Number = 0 } : null;

    public async Task<CommandResult> ApproveAsync(int number, Actor actor, CancellationToken cancellationToken)
    {
        if (actor is not { Kind: ActorKind.User, UserId: { } user })
        {
            return Refusals.NotYours;
        }

        // of any number of answers, at whatever silo, one is taken
        if (await OpenAsync(cancellationToken) is not { } login)
        {
            return Over;
        }

        var right = login.Number == number;
        if (!await logins.MoveAsync(Tenant, Code, login, right ? login with { ApprovedBy = user } : login with { IsUsed = true }, cancellationToken))
        {
            return Over;
        }

        await AuditAsync(login, actor, right ? "login.qr-approved" : "login.qr-wrong-number", right, cancellationToken);
        return right
            ? CommandResult.Done
            : CommandResult.Not(CommandCode.Refused, "That is not the number that the panel shows, so nobody was logged in. If you stand at the panel, let it show a new code.");
    }

    public async Task<CommandResult> RefuseAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Kind != ActorKind.User)
        {
            return Refusals.NotYours;
        }

        if (await OpenAsync(cancellationToken) is not { } login || !await logins.MoveAsync(Tenant, Code, login, login with { IsUsed = true }, cancellationToken))
        {
            return Over;
        }

        await AuditAsync(login, actor, "login.qr-refused", success: false, cancellationToken);
        return CommandResult.Done;
    }

    public async Task<QrLoginAnswer> CollectAsync(SiteId site, DeviceId device, CancellationToken cancellationToken)
    {
        if (await logins.FindAsync(Tenant, Code, cancellationToken) is not { IsUsed: false } login || login.Site != site || login.Device != device)
        {
            return new QrLoginAnswer { State = QrLoginState.Over };
        }

        if (login.ApprovedBy is not { } user)
        {
            return new QrLoginAnswer { State = QrLoginState.Waiting };
        }

        return await logins.MoveAsync(Tenant, Code, login, login with { IsUsed = true }, cancellationToken)
            ? new QrLoginAnswer { State = QrLoginState.Approved, User = user }
            : new QrLoginAnswer { State = QrLoginState.Over };
    }

    private static CommandResult Over => CommandResult.Not(CommandCode.NotFound, "The code is used, or its time is over.");

    private static QrLoginView View(QrLogin login) => new() { Site = login.Site, Device = login.Device, Number = login.Number, Choices = login.Choices, EndsAt = login.EndsAt };

    private static ImmutableArray<int> Draw()
    {
        var numbers = new SortedSet<int>();
        while (numbers.Count < ChoicesCount)
        {
            numbers.Add(RandomNumberGenerator.GetInt32(NumberMin, NumberMax + 1));
        }

        return [.. numbers];
    }

    private async Task<QrLogin?> OpenAsync(CancellationToken cancellationToken) =>
        await logins.FindAsync(Tenant, Code, cancellationToken) is { IsUsed: false, ApprovedBy: null } login ? login : null;

    private async Task AuditAsync(QrLogin login, Actor actor, string action, bool success, CancellationToken cancellationToken) => await store.CommitAsync(
        ConsoleCommit.Of(Tenant, [], ConsoleCommit.Audit(actor, time.GetUtcNow(), action, $"device:{login.Device}", success, ("site", login.Site.Value))), cancellationToken);
}
