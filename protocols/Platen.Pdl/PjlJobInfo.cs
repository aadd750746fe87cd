namespace Platen.Pdl;

/// <summary>What the Printer Job Language lines around a document say (HP PJL Technical Reference). Every text is a claim of the sender.</summary>
/// <param name="JobName"><c>@PJL JOB NAME</c> or <c>SET JOBNAME</c>.</param>
/// <param name="UserName"><c>SET USERNAME</c>, or the <c>JobAcct1</c> that drivers put into <c>JOBATTR</c>.</param>
/// <param name="Language">The language of the first <c>ENTER LANGUAGE</c>, in upper case.</param>
/// <param name="Copies"><c>SET COPIES</c> or <c>SET QTY</c>.</param>
/// <param name="Sides"><c>SET DUPLEX</c> and <c>SET BINDING</c>.</param>
/// <param name="Colour"><c>SET RENDERMODE</c> or <c>SET COLORMODE</c>.</param>
/// <param name="Paper"><c>SET PAPER</c>.</param>
/// <param name="Lines">The number of PJL lines seen.</param>
public sealed record PjlJobInfo(
    string? JobName,
    string? UserName,
    string? Language,
    int? Copies,
    Sides Sides,
    ColourMode Colour,
    string? Paper,
    int Lines);
