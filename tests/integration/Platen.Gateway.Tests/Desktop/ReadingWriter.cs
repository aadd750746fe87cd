namespace Platen.Gateway.Tests.Desktop;

/// <summary>Somebody who reads what the program says and acts on it before it goes on.</summary>
internal sealed class ReadingWriter(Func<string, Task> act) : StringWriter
{
    public override async Task WriteLineAsync(string? value)
    {
        await base.WriteLineAsync(value);
        await act(value ?? "");
    }
}
