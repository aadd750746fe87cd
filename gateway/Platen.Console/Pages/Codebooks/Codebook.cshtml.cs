using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Codebooks;
using Platen.Domain.Ports;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Codebooks;

namespace Platen.Console.Pages.Codebooks;

/// <summary>One codebook with its codes (AZ07).</summary>
public sealed class CodebookModel : ConsolePage
{
    private static readonly char[] Separators = ['\t', ';'];

    /// <inheritdoc/>
    public override string Heading => Book?.Name ?? "Codebook";

    /// <inheritdoc/>
    public override string Section => "codebooks";

    /// <summary>The codebook.</summary>
    public Codebook Book { get; private set; } = null!;

    /// <summary>Those right below it.</summary>
    public IReadOnlyList<Codebook> Children { get; private set; } = [];

    /// <summary>Its codes.</summary>
    public ResultPage<Code> Codes { get; private set; } = new([], "");

    /// <summary>Below which codebooks it can stand; what cannot be is said at saving.</summary>
    public IReadOnlyList<(string Value, string Text)> Above { get; private set; } = [];

    /// <summary>The codebook's own form.</summary>
    public FormState Fields { get; private set; } = new();

    /// <summary>The form about the chosen codes.</summary>
    public FormState CodeFields { get; private set; } = new();

    /// <summary>The form that adds codes.</summary>
    public FormState AddFields { get; private set; } = new();

    private IEnumerable<string> Chosen => Request.Form["code"].OfType<string>();

    /// <summary>Shows the codebook.</summary>
    public async Task<IActionResult> OnGetAsync(string codebook) => await LoadAsync(codebook) ? Page() : NotFound();

    /// <summary>Saves the codebook itself.</summary>
    public async Task<IActionResult> OnPostSaveAsync(string codebook)
    {
        if (!await LoadAsync(codebook))
        {
            return NotFound();
        }

        Form = Fields = FormState.Posted(Request);
        var access = await AccessFields.ReadAsync(Form, AccessFields.OfCodebook, Lists, Actor, Aborted);
        var command = new PutCodebook
        {
            Codebook = Book.Id, Name = Form.Text("name"), Description = Form.Text("description"), Active = Form.Checked("active"), Access = access,
            Parent = CodebookId.TryParse(Form.Text("parent"), out var parent) ? parent : null,
        };
        return Form.HasErrors ? Page() : After(await Grains.Codebooks(Tenant).PutAsync(command, Actor, Aborted), "saved");
    }

    /// <summary>Adds codes, or gives them other meanings.</summary>
    public async Task<IActionResult> OnPostAddAsync(string codebook)
    {
        if (!await LoadAsync(codebook))
        {
            return NotFound();
        }

        Form = AddFields = FormState.Posted(Request);
        var lines = Form.Value("lines").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split(Separators, 2, StringSplitOptions.TrimEntries));
        return await PutAsync([.. lines.Select(line => new PutCode { Value = line[0], Text = line.Length > 1 ? line[1] : null, KeepsAccess = true })], "added");
    }

    /// <summary>Gives the chosen codes up.</summary>
    public Task<IActionResult> OnPostGiveUpAsync(string codebook) => ChosenAsync(codebook, value => new PutCode { Value = value, Active = false, KeepsAccess = true });

    /// <summary>Takes the chosen codes into use again.</summary>
    public Task<IActionResult> OnPostTakeUpAsync(string codebook) => ChosenAsync(codebook, value => new PutCode { Value = value, Active = true, KeepsAccess = true });

    /// <summary>Says who may use the chosen codes.</summary>
    public async Task<IActionResult> OnPostSetAccessAsync(string codebook)
    {
        if (!await LoadAsync(codebook))
        {
            return NotFound();
        }

        Form = CodeFields = FormState.Posted(Request);
        var access = await AccessFields.ReadAsync(Form, AccessFields.OfCodes, Lists, Actor, Aborted);
        return Form.HasErrors ? Page() : await PutAsync([.. Chosen.Select(value => new PutCode { Value = value, Access = access })], "saved");
    }

    /// <summary>Lets the chosen codes follow the codebook again.</summary>
    public Task<IActionResult> OnPostApplyAsync(string codebook) => ApplyAsync(codebook, id => new ApplyCodeAccess { Codebook = id, Codes = [.. Chosen] });

    /// <summary>Lets the chosen codebooks below follow this one again.</summary>
    public Task<IActionResult> OnPostApplyBelowAsync(string codebook) =>
        ApplyAsync(codebook, id => new ApplyCodeAccess { Codebook = id, Codebooks = [.. Request.Form["book"].OfType<string>().Select(text => CodebookId.TryParse(text, out var below) ? below : default)] });

    private async Task<IActionResult> ApplyAsync(string codebook, Func<CodebookId, ApplyCodeAccess> command) =>
        await LoadAsync(codebook) ? After(await Grains.Codebooks(Tenant).ApplyAccessAsync(command(Book.Id), Actor, Aborted), "saved") : NotFound();

    private async Task<IActionResult> ChosenAsync(string codebook, Func<string, PutCode> change) =>
        await LoadAsync(codebook) ? await PutAsync([.. Chosen.Select(change)], "saved") : NotFound();

    private async Task<IActionResult> PutAsync(ImmutableArray<PutCode> codes, string note) =>
        After(await Grains.Codebooks(Tenant).PutCodesAsync(new PutCodes { Codebook = Book.Id, Codes = codes }, Actor, Aborted), note);

    private IActionResult After(CommandResult result, string note) => result.IsDone ? Done($"/codebooks/{Book.Id}", note) : Again(result);

    private async Task<bool> LoadAsync(string text)
    {
        var all = await Grains.Codebooks(Tenant).ListAsync(Actor, Aborted);
        if (!CodebookId.TryParse(text, out var id) || all.FirstOrDefault(book => book.Id == id) is not { } row)
        {
            return false;
        }

        Book = row;
        Children = [.. all.Where(book => book.Parent == id)];
        Above = [("", "none"), .. all.Where(book => book.Id != id).Select(book => (book.Id.Value, book.Name))];
        Codes = await Grains.Codebooks(Tenant).ListCodesAsync(id, Text("search"), Paging, Actor, Aborted) ?? Codes;
        Fields = new FormState().Set("name", row.Name).Set("description", row.Description).Set("parent", row.Parent?.Value ?? "").Set("active", row.Active ? "true" : "");
        await AccessFields.ShowAsync(Fields, row.Access, Grains, Tenant, Aborted);
        CodeFields = new FormState().Set(AccessFields.OfCodes, AccessFields.Inherited);
        return true;
    }
}
