using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Accounting;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Jobs;

namespace Platen.Console.Pages.Jobs;

/// <summary>One job: its facts, what they rest on, its ledger, and what can be done with it.</summary>
public sealed class JobModel : ConsolePage
{
    private const int ChoicesMax = 200;

    /// <inheritdoc/>
    public override string Heading => Job is { Title.Length: > 0 } ? Job.Title : "Job";

    /// <inheritdoc/>
    public override string Section => "jobs";

    /// <summary>The job.</summary>
    public Job Job { get; private set; } = null!;

    /// <summary>Whether the user may claim it for others and give up its releases.</summary>
    public bool MayManage => Rights.HasAt(Actor, Right.ManageJobs, Job.Site);

    /// <summary>Whether the user may release and delete it.</summary>
    public bool MayHandle => Rights.MayHandle(Actor, Job);

    /// <summary>Its entries in the ledger.</summary>
    public ImmutableArray<LedgerEntry> Ledger { get; private set; } = [];

    /// <summary>The owner's name; null: unclaimed.</summary>
    public string? Owner { get; private set; }

    /// <summary>Devices where it can be released.</summary>
    public ImmutableArray<Device> Devices { get; private set; } = [];

    /// <summary>Users it can be given to.</summary>
    public ImmutableArray<User> Users { get; private set; } = [];

    /// <summary>Another site has taken the job over, and does not say how it ended; administrators may give that up.</summary>
    public bool IsElsewhere { get; private set; }

    /// <summary>Names the next release, so that a form that is sent twice releases once (I2).</summary>
    public ReleaseId NextRelease { get; private set; }

    /// <summary>Shows the job.</summary>
    public async Task<IActionResult> OnGetAsync(string job) => await LoadAsync(job) ? Page() : NotFound();

    /// <summary>Asks for its deletion.</summary>
    public async Task<IActionResult> OnPostDeleteAsync(string job) =>
        await LoadAsync(job) ? After(await Grains.Job(Tenant, Job.Id).RequestDeleteAsync(Actor, Aborted), "deleting") : NotFound();

    /// <summary>Asks for a release at a device.</summary>
    public async Task<IActionResult> OnPostReleaseAsync(string job)
    {
        if (!await LoadAsync(job))
        {
            return NotFound();
        }

        if (!DeviceId.TryParse(Form.Text("device"), out var device) || !ReleaseId.TryParse(Form.Text("release"), out var release))
        {
            Form.Add("device", "Choose a device.");
            return Page();
        }

        var request = new RequestRelease { Release = release, Device = device, User = Job.Owner ?? Actor.UserId!.Value };
        return After(await Grains.Job(Tenant, Job.Id).RequestReleaseAsync(request, Actor, Aborted), "releasing");
    }

    /// <summary>Gives an unclaimed job to a user.</summary>
    public async Task<IActionResult> OnPostClaimAsync(string job)
    {
        if (!await LoadAsync(job))
        {
            return NotFound();
        }

        if (!UserId.TryParse(Form.Text("user"), out var user))
        {
            Form.Add("user", "Choose a user.");
            return Page();
        }

        return After(await Grains.Job(Tenant, Job.Id).ClaimAsync(user, Actor, Aborted), "claimed");
    }

    /// <summary>Gives up the release at another site.</summary>
    public async Task<IActionResult> OnPostLostAsync(string job)
    {
        if (!await LoadAsync(job))
        {
            return NotFound();
        }

        if (!ReleaseId.TryParse(Form.Text("release"), out var release))
        {
            Form.Add("", "The page is too old: look at the job again.");
            return Page();
        }

        return After(await Grains.Job(Tenant, Job.Id).EndLostReleaseAsync(release, Actor, Aborted), "lost-release");
    }

    private IActionResult After(JobCommandResult result, string note) => result.Result.IsDone ? Done($"/jobs/{Job.Id}", note) : Again(result.Result);

    // Others' jobs are not there for an ordinary user, whether they exist or not (AZ02).
    private async Task<bool> LoadAsync(string id)
    {
        Form = FormState.Posted(Request);
        if (!JobId.TryParse(id, out var key) || await Grains.Job(Tenant, key).GetAsync(Aborted) is not { } job || !Rights.MaySee(Actor, job))
        {
            return false;
        }

        Job = job;
        NextRelease = ReleaseId.New(Time);
        Ledger = (await Lists.ListLedgerAsync(new LedgerFilter { Job = key }, new PageRequest("", ChoicesMax), Actor, Aborted)).Items;
        Owner = job.Owner is { } owner ? (await People.LoadAsync(Grains, Tenant, [owner], Aborted)).Name(owner) : null;
        Devices = job.DataKept ? [.. (await Lists.ListDevicesAsync(job.Site, "", Rights.Is(Actor, job.Owner) ? Right.OwnJobs : Right.ManageJobs, new PageRequest("", ChoicesMax), Actor, Aborted)).Items.Where(device => device.Enabled)] : [];
        Users = job.Owner is null && MayManage && May(Right.ReadUsers) ? [.. (await Lists.ListUsersAsync("", new PageRequest("", ChoicesMax), Actor, Aborted)).Items.Where(user => user.Active)] : [];
        IsElsewhere = MayManage && job.Copies is { } copies ? copies.Taken is not null : MayManage && job is { State: JobState.Processing, OpenRelease: not null, Device: { } device } && await Grains.Device(Tenant, job.Site, device).GetAsync(Aborted) is null;
        return true;
    }
}
