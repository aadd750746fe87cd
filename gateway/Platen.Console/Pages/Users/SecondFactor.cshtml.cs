using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Users;

namespace Platen.Console.Pages.Users;

/// <summary>The own second factor: set up, and taken away.</summary>
public sealed class SecondFactorModel : UserPage
{
    private const string Issuer = "Platen";

    /// <inheritdoc/>
    public override string Heading => "Second factor";

    /// <inheritdoc/>
    public override string Section => "profile";

    /// <inheritdoc/>
    public override string Address => "/second-factor";

    /// <summary>Whether one is demanded, and there is none.</summary>
    public bool IsDemanded => Session is { MustSetUpFactor: true };

    /// <summary>Whether there is one.</summary>
    public bool Has => FactorRules.Has(Subject);

    /// <summary>The app's secret while it is set up; null: nothing is shown.</summary>
    public string? Secret { get; private set; }

    /// <summary>What the picture says.</summary>
    public string AppAddress => Totp.Address(Issuer, Subject.LoginName, Secret ?? "");

    /// <summary>The secret in groups of four, to be typed.</summary>
    public string Grouped => string.Join(' ', (Secret ?? "").Chunk(4).Select(part => new string(part)));

    /// <summary>The recovery codes, shown in this one answer and never again.</summary>
    public ImmutableArray<string> Recovery { get; private set; } = [];

    /// <summary>Says how it stands.</summary>
    public async Task<IActionResult> OnGetAsync() => await LoadAsync(Actor.UserId) ? Page() : NotFound();

    /// <summary>Begins.</summary>
    public Task<IActionResult> OnPostBeginAsync() => DoAsync(() => FreshlyAsync(BeginAsync));

    /// <summary>Ends it by a code.</summary>
    public Task<IActionResult> OnPostConfirmAsync() => DoAsync(() => FreshlyAsync(ConfirmAsync));

    /// <summary>Takes it away.</summary>
    public Task<IActionResult> OnPostRemoveAsync() => DoAsync(() => FreshlyAsync(async () => After(await Grain.RemoveFactorAsync(Actor, Aborted), "removed")));

    private async Task<IActionResult> BeginAsync()
    {
        var begun = await Grain.BeginFactorAsync(Actor, Aborted);
        Secret = begun.Secret;
        return begun.Result.IsDone ? Page() : Again(begun.Result);
    }

    private async Task<IActionResult> ConfirmAsync()
    {
        var confirmed = await Grain.ConfirmFactorAsync(Form.Text("code"), Actor, Aborted);
        if (confirmed.Result.IsDone)
        {
            Recovery = confirmed.Recovery;
            return Page();
        }

        // the same picture again: it is the code that was wrong
        Secret = (await Grain.BeginFactorAsync(Actor, Aborted)).Secret;
        return Again(confirmed.Result);
    }

    private async Task<IActionResult> DoAsync(Func<Task<IActionResult>> act) => await LoadAsync(Actor.UserId) ? await act() : NotFound();
}
