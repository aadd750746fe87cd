using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Spool.Disk;
using Platen.SiteAgent.Uplink.Transfer;
using Platen.TestKit.Time;

namespace Platen.Gateway.Tests.Transfer;

/// <summary>A hand-over locks its job, but not for ever; and never lets go of one that may be printing elsewhere.</summary>
public sealed class HandOverTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("platen-handover-").FullName;
    private readonly TestAgent _agent = new(new TestAuthority(), gatewayPort: 1, linePort: 1, "acme", "berlin");
    private readonly ManualTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly UserId _owner = UserId.New(TimeProvider.System);
    private HeldJob _job = null!;
    private TransferOrder _order = null!;

    public async Task InitializeAsync()
    {
        _job = await _agent.ReceiveAsync(TestAgent.Bytes(100), _owner);
        _order = new TransferOrder("t", _job.Id, ReleaseId.New(TimeProvider.System), _agent.Device, _owner, _agent.Spool.TransferKeys.PublicKey);
    }

    public async Task DisposeAsync()
    {
        await _agent.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Sweep_NothingConfirmedForTooLong_HoldsTheJobAgain()
    {
        using var handOvers = Open();
        (await handOvers.BeginAsync(_order, CancellationToken.None)).Code.ShouldBe(HandOverCode.Yours);
        _time.Advance(TimeSpan.FromMinutes(4));
        await handOvers.SweepAsync(CancellationToken.None);
        _agent.Jobs.Find(_job.Id)!.State.ShouldBe(JobState.Processing);

        _time.Advance(TimeSpan.FromMinutes(2));
        await handOvers.SweepAsync(CancellationToken.None);

        var job = _agent.Jobs.Find(_job.Id)!;
        job.State.ShouldBe(JobState.PendingHeld);
        job.Releases.Single().Outcome.ShouldBe(Contracts.AgentLink.V1.ReleaseOutcome.NotPrinted);
        (await handOvers.ConfirmAsync(_order.Release)).ShouldBeFalse("who confirms too late must not print");
        (await handOvers.BeginAsync(_order, CancellationToken.None)).Code.ShouldBe(HandOverCode.Refused);
    }

    /// <summary>I3. Mutants: the sweep takes back confirmed ones; confirming is not written down.</summary>
    [Fact]
    public async Task Sweep_ConfirmedBeforeARestart_IsNeverTakenBack()
    {
        using (var before = Open())
        {
            await before.BeginAsync(_order, CancellationToken.None);
            (await before.ConfirmAsync(_order.Release)).ShouldBeTrue();
        }

        using var after = Open();
        _time.Advance(TimeSpan.FromDays(30));
        await after.SweepAsync(CancellationToken.None);
        await after.TakeBackAsync(_order.Release, "no");

        after.Has(_order.Release).ShouldBeTrue();
        _agent.Jobs.Find(_job.Id)!.State.ShouldBe(JobState.Processing);
        (await after.BeginAsync(_order, CancellationToken.None)).Code.ShouldBe(HandOverCode.Yours);
    }

    /// <summary>I3: an administrator gave the receiver up. Mutant: the end of a hand-over is forgotten with its note.</summary>
    [Fact]
    public async Task End_ReceiverGivenUp_HoldsTheJobAgainAndRefusesThatReceiver()
    {
        using var handOvers = Open();
        await handOvers.BeginAsync(_order, CancellationToken.None);
        (await handOvers.ConfirmAsync(_order.Release)).ShouldBeTrue();

        (await handOvers.EndAsync(new Contracts.AgentLink.V1.JobReleaseFinished
        {
            JobId = _job.Id.ToString(),
            ReleaseId = _order.Release.ToString(),
            DeviceId = _order.Device.Value,
            UserId = _owner.ToString(),
            Outcome = Contracts.AgentLink.V1.ReleaseOutcome.Partial,
            PrintedAtSiteId = "munich",
        })).ShouldBeTrue();

        _agent.Jobs.Find(_job.Id)!.State.ShouldBe(JobState.PendingHeld);
        (await handOvers.BeginAsync(_order, CancellationToken.None)).Code.ShouldBe(HandOverCode.Refused);
        (await handOvers.ConfirmAsync(_order.Release)).ShouldBeFalse();
        (await handOvers.BeginAsync(_order with { Release = ReleaseId.New(TimeProvider.System) }, CancellationToken.None)).Code.ShouldBe(HandOverCode.Yours);
    }

    [Fact]
    public async Task Begin_JobIsBusy_LeavesNoNote()
    {
        using var handOvers = Open();
        await _agent.Jobs.BeginReleaseAsync(_job.Id, ReleaseId.New(TimeProvider.System), _agent.Device, _owner);

        (await handOvers.BeginAsync(_order, CancellationToken.None)).Code.ShouldBe(HandOverCode.Refused);

        handOvers.Has(_order.Release).ShouldBeFalse();
    }

    private HandOvers Open() =>
        new(_agent.Jobs, new PosixDisk(), Options.Create(new TransferOptions { Directory = _folder }), _time, NullLogger<HandOvers>.Instance);
}
