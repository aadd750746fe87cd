using System.Text.Json;
using Platen.Desktop.Jobs;

namespace Platen.Desktop.Tests.Jobs;

/// <summary>PR24, PR28: a job's name and pages for people, programs and spreadsheets; what a hostile title can do to a terminal: nothing.</summary>
public sealed class JobOutputTests
{
    [Fact]
    public void Table_ShowsNameAndPages_AndTitlesWithMarkupAsTheyAre()
    {
        // mutant: the title is taken for the table's own markup
        var text = Shown(JobOutput.Table, Job("[red]Report[/] [1]", pages: 12), Job("Unknown", pages: null));
        text.ShouldContain("[red]Report[/] [1]");
        text.ShouldContain("12");
        text.ShouldContain("?");
        text.ShouldContain("abcdef");
    }

    [Theory]
    [InlineData("a\u001b[2Jb")]
    [InlineData("a\rb")]
    [InlineData("a\u202eb")]
    [InlineData("a\u009b31mb")]
    [InlineData("a\nb")]
    public void Title_WithControlCharacters_LosesThem(string title)
    {
        // mutant: a title moves the cursor, or turns the reading direction
        var row = JobRow.Read(JsonSerializer.SerializeToElement(new { id = "0198c0de-0000-7000-8000-000000abcdef", title, receivedAt = DateTimeOffset.UnixEpoch }));
        row.Title.ShouldNotContain('\u001b');
        row.Title.Any(c => char.IsControl(c) || c == '\u202e').ShouldBeFalse();
    }

    [Fact]
    public void Csv_QuotesAndDisarmsCells()
    {
        // mutant: a title is run by the spreadsheet
        var text = Shown(JobOutput.Csv, Job("=cmd|' /C calc'!A0", pages: 1), Job("a \"b\", c", pages: null));
        text.ShouldStartWith("id,title,pages,copies,colour,sides,state,queue,site,receivedAt\r\n");
        text.ShouldContain(",'=cmd|' /C calc'!A0,1,");
        text.ShouldContain(",\"a \"\"b\"\", c\",,1,");
    }

    [Fact]
    public void Json_IsForPrograms()
    {
        var rows = JsonSerializer.Deserialize<JsonElement>(Shown(JobOutput.Json, Job("A", 3)));
        rows[0].GetProperty("title").GetString().ShouldBe("A");
        rows[0].GetProperty("pages").GetInt32().ShouldBe(3);
    }

    [Fact]
    public void Table_OfNothing_SaysSo() => Shown(JobOutput.Table).ShouldContain("No jobs are held for you.");

    private static JobRow Job(string title, int? pages) => new()
    {
        Id = "0198c0de-0000-7000-8000-000000abcdef", Title = title, Pages = pages, Copies = 1, Colour = "colour", Sides = null, State = "pending-held", Queue = "follow-me", Site = "main", ReceivedAt = DateTimeOffset.UnixEpoch,
    };

    private static string Shown(Action<IReadOnlyList<JobRow>, TextWriter> show, params JobRow[] jobs)
    {
        using var writer = new StringWriter();
        show(jobs, writer);
        return writer.ToString();
    }
}
