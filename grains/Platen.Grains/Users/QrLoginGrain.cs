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
internal sealed class QrLoginGrain(IRecordStore store, TimeProvider time) : Grain, IQrLoginGrain
{
    private const int NumberMin = 10;
    private const int NumberMax = 99;
    private const int ChoicesCount = 3;

    private QrLoginView? _view;
    private UserId? _approvedBy;

    private TenantId Tenant => GrainKeys.ParseTenantOf(this.GetPrimaryKeyString());

    public Task<QrLoginView?> BeginAsync(SiteId site, DeviceId device, CancellationToken cancellationToken)
    {
        if (_view is not null)
        {
            return Task.FromResult<QrLoginView?>(null);
        }

        var choices = Draw();
        _view = new QrLoginView
        {
            Site = site,
            Device = device,
            Number = choices[RandomNumberGenerator.GetInt32(ChoicesCount)],
            Choices = choices,
            EndsAt = time.GetUtcNow() + TimeSpan.FromSeconds(IQrLoginGrain.LifeSeconds),
        };
        return Task.FromResult<QrLoginView?>(_view);
    }

    public Task<QrLoginView?> GetAsync(CancellationToken cancellationToken) => Task.FromResult(IsOpen ? _view! with { Number = 0 } : null);

    public async Task<CommandResult> ApproveAsync(int number, Actor actor, CancellationToken cancellationToken)
    {
        if (actor is not { Kind: ActorKind.User, UserId: { } user })
        {
            return Refusals.NotYours;
        }

        if (!IsOpen)
        {
            return Over;
        }

        var right = _view!.Number == number;
        if (right)
        {
            _approvedBy = user;
        }
        else
        {
            End();
        }

        await AuditAsync(actor, right ? "login.qr-approved" : "login.qr-wrong-number", right, cancellationToken);
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

        if (!IsOpen)
        {
            return Over;
        }

        End();
        await AuditAsync(actor, "login.qr-refused", success: false, cancellationToken);
        return CommandResult.Done;
    }

    public Task<QrLoginAnswer> CollectAsync(SiteId site, DeviceId device, CancellationToken cancellationToken)
    {
        if (_view is not { } view || view.Site != site || view.Device != device || view.EndsAt <= time.GetUtcNow())
        {
            return Task.FromResult(new QrLoginAnswer { State = QrLoginState.Over });
        }

        if (_approvedBy is not { } user)
        {
            return Task.FromResult(new QrLoginAnswer { State = QrLoginState.Waiting });
        }

        End();
        return Task.FromResult(new QrLoginAnswer { State = QrLoginState.Approved, User = user });
    }

    private static CommandResult Over => CommandResult.Not(CommandCode.NotFound, "The code is used, or its time is over.");

    private bool IsOpen => _approvedBy is null && _view is { } view && view.EndsAt > time.GetUtcNow();

    private static ImmutableArray<int> Draw()
    {
        var numbers = new SortedSet<int>();
        while (numbers.Count < ChoicesCount)
        {
            numbers.Add(RandomNumberGenerator.GetInt32(NumberMin, NumberMax + 1));
        }

        return [.. numbers];
    }

    // over for good: the same code is never begun again
    private void End() => (_view, _approvedBy) = (_view! with { EndsAt = DateTimeOffset.MinValue }, null);

    private async Task AuditAsync(Actor actor, string action, bool success, CancellationToken cancellationToken) => await store.CommitAsync(
        ConsoleCommit.Of(Tenant, [], ConsoleCommit.Audit(actor, time.GetUtcNow(), action, $"device:{_view!.Device}", success, ("site", _view.Site.Value))), cancellationToken);
}
