using Microsoft.Extensions.Options;

namespace Platen.SiteAgent.Rendering;

internal sealed class RenderingOptionsValidator : IValidateOptions<RenderingOptions>
{
    private const long MiB = 1024 * 1024;
    private const int ReadableMax = 16;

    public ValidateOptionsResult Validate(string? name, RenderingOptions options)
    {
        List<string> errors = [];
        Check(errors, nameof(options.RunsMax), options.RunsMax, 1, 64);
        Check(errors, nameof(options.ConversionTimeMax), options.ConversionTimeMax, TimeSpan.FromSeconds(1), TimeSpan.FromHours(4));
        Check(errors, nameof(options.MemoryBytesMax), options.MemoryBytesMax, 256 * MiB, 64 * 1024 * MiB);
        Check(errors, nameof(options.TemporaryBytesMax), options.TemporaryBytesMax, 16 * MiB, 64 * 1024 * MiB);
        Check(errors, nameof(options.OutputBytesMax), options.OutputBytesMax, 16 * MiB, 1024 * 1024 * MiB);
        Check(errors, nameof(options.Readable), options.Readable.Count, 0, ReadableMax);
        foreach (var (key, path) in (IEnumerable<(string Key, string Path)>)[
            (nameof(options.Ghostscript), options.Ghostscript), (nameof(options.MuPdf), options.MuPdf), .. options.Readable.Select((path, index) => ($"{nameof(options.Readable)}:{index}", path)),
            .. options.TemporaryFolder.Length > 0 ? [(nameof(options.TemporaryFolder), options.TemporaryFolder)] : Array.Empty<(string, string)>()])
        {
            if (!Path.IsPathFullyQualified(path))
            {
                errors.Add($"{RenderingOptions.Section}:{key} is '{path}': give an absolute path.");
            }
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void Check<T>(List<string> errors, string key, T value, T least, T most)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            errors.Add($"{RenderingOptions.Section}:{key} is {value}: give a value from {least} to {most}.");
        }
    }
}
