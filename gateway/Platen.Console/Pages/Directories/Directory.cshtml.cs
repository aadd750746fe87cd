using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Directories;
using Platen.Domain.Ports;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Directories;

namespace Platen.Console.Pages.Directories;

/// <summary>One directory: settings, test, runs.</summary>
public sealed class DirectoryModel : ConsolePage
{
    /// <inheritdoc/>
    public override string Heading => Subject?.Directory.Name ?? "Directory";

    /// <inheritdoc/>
    public override string Section => "directories";

    /// <summary>The directory.</summary>
    public DirectoryView Subject { get; private set; } = null!;

    /// <summary>Its runs.</summary>
    public ResultPage<DirectoryRun> Runs { get; private set; } = new([], "");

    /// <summary>The form's values.</summary>
    public FormState Fields { get; private set; } = new();

    /// <summary>What the test found; null: none was asked for.</summary>
    public DirectoryProbe? Probe { get; private set; }

    private IDirectoryGrain Grain => Grains.Directory(Tenant, Subject.Directory.Id);

    private string Address => $"/directories/{Subject.Directory.Id}";

    /// <summary>Shows the directory.</summary>
    public async Task<IActionResult> OnGetAsync(string directory) => await LoadAsync(directory) ? Page() : NotFound();

    /// <summary>Saves the settings.</summary>
    public Task<IActionResult> OnPostSaveAsync(string directory) => DoAsync(directory, async () =>
    {
        Form = Fields = FormState.Posted(Request);
        var command = DirectoryForm.Read(Form);
        if (Form.HasErrors)
        {
            return Page();
        }

        var result = await Grain.PutAsync(command, Actor, Aborted);
        return result.IsDone ? Done(Address, "saved") : Again(result);
    });

    /// <summary>Tries the stored settings.</summary>
    public Task<IActionResult> OnPostTestAsync(string directory) => DoAsync(directory, async () =>
    {
        Probe = await Grain.TestAsync(Actor, Aborted);
        return Page();
    });

    /// <summary>Says what a run would change.</summary>
    public Task<IActionResult> OnPostPreviewAsync(string directory) => DoAsync(directory, () => StartAsync(DirectoryRunKind.Preview));

    /// <summary>Synchronises.</summary>
    public Task<IActionResult> OnPostFullAsync(string directory) => DoAsync(directory, () => StartAsync(DirectoryRunKind.Full));

    /// <summary>Synchronises although the brake stopped the newest run.</summary>
    public Task<IActionResult> OnPostConfirmAsync(string directory) => DoAsync(directory, async () => After(await Grain.ConfirmAsync(FormState.Posted(Request).Text("run"), Actor, Aborted)));

    private async Task<IActionResult> StartAsync(DirectoryRunKind kind) => After(await Grain.StartAsync(kind, Actor, Aborted));

    private IActionResult After(StartRunResult result) => result.Run is { } run ? Redirect($"{Address}/runs/{run}") : Again(result.Result);

    private async Task<IActionResult> DoAsync(string directory, Func<Task<IActionResult>> act) => await LoadAsync(directory) ? await act() : NotFound();

    private async Task<bool> LoadAsync(string text)
    {
        if (!DirectoryId.TryParse(text, out var id) || await Grains.Directory(Tenant, id).GetAsync(Aborted) is not { } view)
        {
            return false;
        }

        Subject = view;
        Fields = DirectoryForm.Of(view.Directory);
        Runs = await Lists.ListDirectoryRunsAsync(id, Paging, Actor, Aborted);
        return true;
    }
}
