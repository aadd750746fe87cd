using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Codebooks;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Codebooks;

namespace Platen.Console.Pages.Codebooks;

/// <summary>The codebooks, as they stand below each other, and a form to add one (AZ07).</summary>
public sealed class IndexModel : ConsolePage
{
    private ImmutableArray<Codebook> _books = [];

    /// <inheritdoc/>
    public override string Heading => "Codebooks";

    /// <inheritdoc/>
    public override string Section => "codebooks";

    /// <summary>The codebooks with how deep each stands.</summary>
    public IReadOnlyList<(Codebook Book, int Level)> Rows { get; private set; } = [];

    /// <summary>Where a codebook can be added.</summary>
    public IReadOnlyList<(string Value, string Text)> Above => [("", "none"), .. Rows.Select(row => (row.Book.Id.Value, row.Book.Name))];

    /// <summary>Shows the list.</summary>
    public async Task OnGetAsync()
    {
        _books = await Grains.Codebooks(Tenant).ListAsync(Actor, Aborted);
        Rows = [.. Below(null, 0)];
    }

    /// <summary>Adds a codebook.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        Form = FormState.Posted(Request);
        if (!CodebookId.TryParse(Form.Text("id"), out var id))
        {
            Form.Add("id", "Give 1 to 63 of the characters a-z, 0-9, '.', '_' and '-', the first one a letter or digit.");
            return Page();
        }

        var command = new PutCodebook { Codebook = id, IsNew = true, Name = Form.Text("name"), Parent = CodebookId.TryParse(Form.Text("parent"), out var parent) ? parent : null };
        var result = await Grains.Codebooks(Tenant).PutAsync(command, Actor, Aborted);
        return result.IsDone ? Done($"/codebooks/{id}", "added") : Again(result);
    }

    /// <summary>Who may use a codebook, in words.</summary>
    public static string Words(Codebook book) => book.Access is not { } access ? book.Parent is null ? "nobody yet" : "as the one above" : Words(access);

    internal static string Words(CodeAccess access) => access switch
    {
        { Everybody: true } => "everybody",
        { Users.IsEmpty: true, Groups.IsEmpty: true } => "nobody",
        _ => string.Join(", ", new[] { Count(access.Users.Length, "user"), Count(access.Groups.Length, "group") }.Where(part => part.Length > 0)),
    };

    private static string Count(int number, string what) => number switch { 0 => "", 1 => $"1 {what}", _ => $"{number} {what}s" };

    private IEnumerable<(Codebook Book, int Level)> Below(CodebookId? parent, int level) => level == CodebookRules.LevelsMax
        ? []
        : _books.Where(book => book.Parent == parent).OrderBy(book => book.Name, StringComparer.CurrentCultureIgnoreCase).SelectMany(book => Below(book.Id, level + 1).Prepend((book, level)));
}
