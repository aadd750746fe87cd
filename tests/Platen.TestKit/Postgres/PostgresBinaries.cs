namespace Platen.TestKit.Postgres;

/// <summary>Finds PostgreSQL's programs where Debian puts them.</summary>
public static class PostgresBinaries
{
    private const string Root = "/usr/lib/postgresql";

    /// <summary>The folder with initdb, postgres and pgbench of the newest version installed.</summary>
    /// <exception cref="InvalidOperationException">None is installed; the message says how to install it.</exception>
    public static string Folder { get; } = Find();

    /// <summary>The full path of one program.</summary>
    public static string Path(string program) => System.IO.Path.Combine(Folder, program);

    private static string Find()
    {
        var candidates = Directory.Exists(Root) ? Directory.GetDirectories(Root) : [];
        var newest = candidates
            .Where(d => File.Exists(System.IO.Path.Combine(d, "bin", "initdb")) && int.TryParse(System.IO.Path.GetFileName(d), out _))
            .MaxBy(d => int.Parse(System.IO.Path.GetFileName(d)));
        return newest is null
            ? throw new InvalidOperationException($"PostgreSQL is missing: no {Root}/*/bin/initdb. These tests need it: 'apt-get install postgresql', or run ops/test, which installs it.")
            : System.IO.Path.Combine(newest, "bin");
    }
}
