package dev.gatehouse.bench.result;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table in Markdown that reads well as plain text too. Columns in which nothing stands are left out. */
public final class Table {
    private final List<List<String>> lines = new ArrayList<>();

    public Table(String... header) {
        lines.add(List.of(header));
    }

    /** @throws IllegalArgumentException where the number of cells is not that of the header */
    public void add(String... cells) {
        if (cells.length != lines.getFirst().size()) {
            throw new IllegalArgumentException(List.of(cells).toString());
        }
        lines.add(List.of(cells));
    }

    @Override
    public String toString() {
        List<Integer> filled = IntStream.range(0, lines.getFirst().size())
                .filter(column -> lines.stream()
                        .skip(1)
                        .map(line -> line.get(column))
                        .anyMatch(cell -> !cell.isEmpty() && !cell.equals(Numbers.NONE)))
                .boxed()
                .toList();
        return text(lines.stream()
                .map(line -> filled.stream().map(line::get).toList())
                .toList());
    }

    private static String text(List<List<String>> lines) {
        List<Integer> widths = IntStream.range(0, lines.getFirst().size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .boxed()
                .toList();
        var text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            text.append(line(lines, i, widths));
            if (i == 0) {
                // Numbers go to the right.
                text.append(IntStream.range(0, widths.size())
                        .mapToObj(column ->
                                "-".repeat(Math.max(1, widths.get(column) - 1)) + (numbers(lines, column) ? ":" : "-"))
                        .collect(Collectors.joining(" | ", "| ", " |\n")));
            }
        }
        return text.toString();
    }

    private static String line(List<List<String>> lines, int index, List<Integer> widths) {
        List<String> cells = lines.get(index);
        return IntStream.range(0, cells.size())
                .mapToObj(column -> {
                    String space =
                            " ".repeat(widths.get(column) - cells.get(column).length());
                    return numbers(lines, column) ? space + cells.get(column) : cells.get(column) + space;
                })
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** Numbers begin with a digit, and so does nothing else that is put into a table. */
    private static boolean number(String cell) {
        return cell.equals(Numbers.NONE) || (!cell.isEmpty() && Character.isDigit(cell.charAt(0)));
    }

    private static boolean numbers(List<List<String>> lines, int column) {
        List<String> cells =
                lines.stream().skip(1).map(line -> line.get(column)).toList();
        return cells.stream().anyMatch(Table::number)
                && cells.stream().allMatch(cell -> cell.isEmpty() || number(cell));
    }
}
