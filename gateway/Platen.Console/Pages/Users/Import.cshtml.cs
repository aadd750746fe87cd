using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Platen.Console.Shared;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;

namespace Platen.Console.Pages.Users;

/// <summary>Imports users from a CSV file: first it says what would become of each line, then it does it. The file lies in the page between the two, so that the server keeps nothing of it.</summary>
public sealed class ImportModel : ConsolePage
{
    private const int BytesMax = 200 * 1024;

    /// <inheritdoc/>
    public override string Heading => "Import users";

    /// <inheritdoc/>
    public override string Section => "users";

    /// <summary>The columns that a file can have.</summary>
    public static string Columns => string.Join(", ", UserTable.Columns);

    /// <summary>What became of each line, or would.</summary>
    public ImmutableArray<ImportedUser> Lines { get; private set; } = [];

    /// <summary>It was done.</summary>
    public bool IsApplied { get; private set; }

    /// <summary>The file's text, for the second step.</summary>
    public string Csv { get; private set; } = "";

    /// <summary>How many lines ended so.</summary>
    public int Count(ImportOutcome outcome) => Lines.Count(line => line.Outcome == outcome);

    /// <summary>Says what would become of each line.</summary>
    public async Task<IActionResult> OnPostCheckAsync(IFormFile? file)
    {
        if (file is null || file.Length is 0 or > BytesMax)
        {
            return Refuse($"Choose a CSV file of {BytesMax / 1024} KiB at most.");
        }

        using var reader = new StreamReader(file.OpenReadStream());
        return await RunAsync(await reader.ReadToEndAsync(Aborted), dryRun: true);
    }

    /// <summary>Does it.</summary>
    public Task<IActionResult> OnPostApplyAsync() => RunAsync(Request.HasFormContentType ? Request.Form["text"].ToString() : "", dryRun: false);

    private async Task<IActionResult> RunAsync(string text, bool dryRun)
    {
        var (lines, fault) = UserTable.Read(text);
        if (fault is not null)
        {
            return Refuse(fault);
        }

        var done = ImmutableArray.CreateBuilder<ImportedUser>(lines.Length);
        foreach (var part in lines.Chunk(ImportUsers.LinesMax))
        {
            done.AddRange(await Grains.UserImport(Tenant).ImportAsync(new ImportUsers { Lines = [.. part], DryRun = dryRun }, Actor, Aborted));
        }

        (Lines, Csv, IsApplied) = (done.ToImmutable(), text, !dryRun);
        return Page();
    }

    private PageResult Refuse(string why)
    {
        Form.General.Add(why);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
