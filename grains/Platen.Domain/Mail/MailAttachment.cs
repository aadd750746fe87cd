namespace Platen.Domain.Mail;

/// <summary>A text file that goes along with a mail.</summary>
/// <param name="Name">Its name: letters and digits of ASCII, '.', '_' and '-'.</param>
/// <param name="MediaType">Its media type, such as <c>text/csv</c>; its characters are UTF-8.</param>
/// <param name="Text">What is in it.</param>
public sealed record MailAttachment(string Name, string MediaType, string Text)
{
    /// <summary>Without what is in it.</summary>
    public override string ToString() => Name;
}
