using System.Text;

namespace Platen.SiteAgent.Identity;

/// <summary>
/// A small text file in the agent's folder, replaced as a whole. It keeps what a restart should know, and the agent can do without: when it cannot be written (the disk is full), a warning says so once, the agent goes on by what it has in
/// memory, and the next writing tries again. Writing is for one caller at a time.
/// </summary>
internal sealed partial class KeptText(string path, ILogger logger)
{
    private const int BytesMax = 64 * 1024;

    private readonly ILogger _logger = logger;
    private bool _failed;

    /// <summary>There is a file.</summary>
    public bool Exists => File.Exists(path);

    /// <summary>What it says; null: there is none, or none of ours.</summary>
    public string? Read() => new FileInfo(path) is { Exists: true, Length: <= BytesMax } ? File.ReadAllText(path) : null;

    /// <summary>Says something else from now on.</summary>
    public void Replace(string text)
    {
        try
        {
            var draft = path + ".new";
            File.WriteAllText(draft, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(draft, path, overwrite: true);
            _failed = false;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            if (!_failed)
            {
                LogNotKept(Path.GetFileName(path), fault.Message);
            }

            _failed = true;
        }
    }

    [LoggerMessage(2017, LogLevel.Warning, "The file {File} in the agent's folder cannot be written; until it can, a restart of the agent will not know what it should say: {Reason}")]
    private partial void LogNotKept(string file, string reason);
}
